export type OptWords = { out: readonly string[]; in: readonly string[] }

/** Words by which people opt out and in, the common ones of several languages; lower case. */
export const defaultOptWords: OptWords = {
  out: [
    'stop',
    'stopall',
    'stop all',
    'stop promotions',
    'unsubscribe',
    'opt out',
    'opt-out',
    'optout',
    'cancel subscription',
    'abmelden',
    'abbestellen',
    'désabonner',
    'desabonner',
    'baja',
    'darme de baja',
    'cancelar inscrição',
    'descadastrar',
    'disiscrivimi',
    'afmelden',
    'отписаться',
    'إلغاء الاشتراك',
    'berhenti',
  ],
  in: ['start', 'unstop', 'subscribe', 'opt in', 'opt-in', 'optin'],
}

/**
 * What a message says about being written to: only if it is one of the words and nothing else, so that
 * "when does the bus stop" is no opt-out. Case, surrounding punctuation and spaces do not count.
 */
export function optWordOf(text: string, words: OptWords = defaultOptWords): 'out' | 'in' | null {
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replace(/\s+/g, ' ')
  if (words.out.includes(said)) return 'out'
  return words.in.includes(said) ? 'in' : null
}
