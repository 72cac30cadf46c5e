import { jwtVerify, SignJWT } from 'jose'
import { isUuid, type SessionId } from '../../platform/ids.ts'
import type { Keyring } from '../../platform/sealing/keyring.ts'

const issuer = 'keepword'
/** A token older than half of this is renewed with the next answer. */
const tokenSeconds = 15 * 60
/** The session decides how long a person stays signed in; an old token of a live session is still taken. */
const toleranceSeconds = 60 * 24 * 60 * 60

const signingKey = async (keyring: Keyring): Promise<Uint8Array> =>
  (await keyring.forPlatform()).derive('session token')

export async function signSessionToken(keyring: Keyring, sessionId: SessionId): Promise<string> {
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime(`${tokenSeconds} s`)
    .sign(await signingKey(keyring))
}

/** @returns the session a token names and whether the token wants renewing; null for anything not signed by us. */
export async function readSessionToken(
  keyring: Keyring,
  token: string,
): Promise<{ sessionId: SessionId; isStale: boolean } | null> {
  const verified = await jwtVerify(token, await signingKey(keyring), {
    issuer,
    algorithms: ['HS256'],
    clockTolerance: toleranceSeconds,
  }).catch(() => null)
  const sessionId = verified?.payload['sid']
  if (!verified || typeof sessionId !== 'string' || !isUuid(sessionId)) return null
  const ageSeconds = Date.now() / 1000 - (verified.payload.iat ?? 0)
  return { sessionId: sessionId as SessionId, isStale: ageSeconds > tokenSeconds / 2 }
}
