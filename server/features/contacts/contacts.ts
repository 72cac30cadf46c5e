/**
 * Door of the contacts feature: who people are, under all the names that Meta gives them. Serves mission rows
 * about contacts and their choice not to be written to.
 */
export { defaultOptWords, optWordOf, type OptWords } from './opt-out-words.ts'
export { recordOptChange } from './opt-out.ts'
export { isIdentified, type PersonMention } from './person-mention.ts'
export { resolvePeople } from './resolve-people.ts'
export { contactRoutes } from './routes.ts'
export { contactEvents } from './tell-contacts.ts'
