import { pino, type Logger } from 'pino'
import { describeError } from './describe-error.ts'

export type Log = Logger

/** Fields that may hold a person's number, words or a secret; whatever reaches the log under these names is masked. */
const redactedPaths = [
  'authorization',
  'cookie',
  'password',
  'token',
  'accessToken',
  'appSecret',
  'verifyToken',
  'apiKey',
  'email',
  'phone',
  'waId',
  'to',
  'body',
  'content',
  'text',
]

export function createLog(level: string, destination: NodeJS.WritableStream = process.stderr): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      redact: {
        paths: redactedPaths.flatMap((path) => [path, `*.${path}`]),
        censor: '[redacted]',
      },
    },
    destination,
  )
}
