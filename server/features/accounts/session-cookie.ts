import type { FastifyReply } from 'fastify'
import type { Config } from '../../config/config.ts'

export const sessionCookieName = 'token'
export const sessionDays = 30

const settings = (config: Config) => ({
  path: '/',
  httpOnly: true,
  // Browsers drop Secure cookies of plain http, which is what `npm start` on localhost speaks.
  secure: config.publicUrl.startsWith('https:'),
  sameSite: 'lax' as const,
})

export function setSessionCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(sessionCookieName, token, {
    ...settings(config),
    maxAge: sessionDays * 24 * 60 * 60,
  })
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(sessionCookieName, settings(config))
}
