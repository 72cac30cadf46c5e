import { resolve } from 'node:path'
import { z } from 'zod'
import { StartFault } from '../platform/start-fault.ts'

const port = z.coerce
  .number({ error: 'must be a number' })
  .int('must be a whole number')
  .min(1, 'must be 1 to 65535')
  .max(65_535, 'must be 1 to 65535')

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

/** One variable: its rule, its default in words, what it means. `isSecret` values are never printed. */
type Variable = {
  rule: z.ZodType
  default: string
  meaning: string
  isSecret?: true
}

/** Every environment variable that Keepword reads. Nothing else in the server reads the environment. */
export const variables = {
  PORT: {
    rule: port.default(3000),
    default: '3000',
    meaning: 'TCP port of the web app and the API.',
  },
  HOST: {
    rule: z.string().min(1, 'must not be empty').default('127.0.0.1'),
    default: '127.0.0.1',
    meaning: 'Address to listen on; `0.0.0.0` for all, behind a proxy that terminates TLS.',
  },
  PUBLIC_URL: {
    rule: httpUrl.optional(),
    default: 'http://localhost:PORT',
    meaning:
      'Address under which people and Meta reach this deployment. With https, cookies are Secure.',
  },
  DATA_DIR: {
    rule: z.string().min(1, 'must not be empty').default('./data'),
    default: './data',
    meaning: 'Folder of the embedded PostgreSQL, the blob store, the key file and the simulator.',
  },
  DATABASE_URL: {
    rule: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
    default: 'the embedded PostgreSQL',
    meaning: 'PostgreSQL 15 or later; its user must be allowed to create roles and schemas.',
    isSecret: true,
  },
  DATABASE_POOL_SIZE: {
    rule: z.coerce
      .number({ error: 'must be a number' })
      .int('must be a whole number')
      .min(2, 'must be 2 to 200')
      .max(200, 'must be 2 to 200')
      .default(12),
    default: '12',
    meaning: 'Connections of each of the two pools (requests; engine).',
  },
  KEY_FILE: {
    rule: z.string().min(1, 'must not be empty').optional(),
    default: 'DATA_DIR/keys/key-encryption-keys.json',
    meaning: 'File of the local key-encryption keys. Back it up apart from the database.',
  },
  LOG_LEVEL: {
    rule: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
        error: 'must be trace, debug, info, warn, error or silent',
      })
      .optional(),
    default: 'info; warn in the demo, whose terminal people read',
    meaning: 'Least severity that is logged.',
  },
  METRICS_TOKEN: {
    rule: z.string().min(16, 'must have at least 16 characters').optional(),
    default: 'none: only this machine may read `/metrics`',
    meaning: 'Bearer token that reads `/metrics`. With it, every reader needs it.',
    isSecret: true,
  },
  META_GRAPH_URL: {
    rule: httpUrl.default('https://graph.facebook.com'),
    default: 'https://graph.facebook.com',
    meaning: "Base address of Meta's Graph API.",
  },
  META_GRAPH_VERSION: {
    rule: z
      .string()
      .regex(/^v\d+\.\d+$/, 'must look like v26.0')
      .default('v26.0'),
    default: 'v26.0',
    meaning: 'Graph API version of our calls.',
  },
  SEND_CONNECTIONS: {
    rule: z.coerce
      .number({ error: 'must be a number' })
      .int('must be a whole number')
      .min(1, 'must be 1 to 4096')
      .max(4096, 'must be 1 to 4096')
      .default(256),
    default: '256',
    meaning: 'Messages that one process may have on their way to Meta at the same time.',
  },
  UNKNOWN_OUTCOME_WAIT_MINUTES: {
    rule: z.coerce
      .number({ error: 'must be a number' })
      .int('must be a whole number')
      .min(1, 'must be 1 to 1440')
      .max(1440, 'must be 1 to 1440')
      .default(10),
    default: '10',
    meaning:
      'How long a status webhook may still settle a request whose answer never came. Then replies and one-time codes are shown as failed; everything else stays unknown.',
  },
  META_APP_ID: {
    rule: z.string().regex(/^\d+$/, 'must be digits').optional(),
    default: 'none: the simulator is used',
    meaning: 'Id of your Meta app. With it Keepword talks to Meta, without it to the simulator.',
  },
  META_APP_SECRET: {
    rule: z.string().min(8, 'must have at least 8 characters').optional(),
    default: 'none',
    meaning: 'App secret: signs the webhooks. Needed with META_APP_ID.',
    isSecret: true,
  },
  META_VERIFY_TOKEN: {
    rule: z.string().min(8, 'must have at least 8 characters').optional(),
    default: 'none',
    meaning: 'Verify token of the webhook handshake. Needed with META_APP_ID.',
    isSecret: true,
  },
  META_ACCESS_TOKEN: {
    rule: z.string().min(20, 'must have at least 20 characters').optional(),
    default: 'none',
    meaning:
      'Access token of your business phone number; with the next four it is connected at the start.',
    isSecret: true,
  },
  META_WABA_ID: {
    rule: z.string().regex(/^\d+$/, 'must be digits').optional(),
    default: 'none',
    meaning: 'Id of the WhatsApp Business account of that number.',
  },
  META_PHONE_NUMBER_ID: {
    rule: z.string().regex(/^\d+$/, 'must be digits').optional(),
    default: 'none',
    meaning: 'Id of that number (not the number itself).',
  },
  OWNER_EMAIL: {
    rule: z.email({ error: 'must be an e-mail address' }).optional(),
    default: 'none',
    meaning: 'E-mail address of the first person who may sign in.',
  },
  OWNER_PASSWORD: {
    rule: z
      .string()
      .min(12, 'must have at least 12 characters')
      .max(72, 'must have at most 72 characters')
      .optional(),
    default: 'none',
    meaning:
      'Password of that person, taken when the account is made; later changes of it change nothing.',
    isSecret: true,
  },
  WEBHOOK_PRIVATE_TARGETS: {
    rule: z.enum(['allow', 'refuse'], { error: 'must be allow or refuse' }).optional(),
    default: '`refuse`; `allow` while the simulator is used',
    meaning:
      'Whether webhook endpoints may have loopback and private addresses, and those without TLS. For development.',
  },
  SIMULATOR_PORT: {
    rule: port.optional(),
    default: 'a free port, remembered in DATA_DIR',
    meaning: "TCP port of the simulator of Meta's platform.",
  },
} satisfies Record<string, Variable>

export type Config = {
  host: string
  port: number
  publicUrl: string
  dataDir: string
  databaseUrl: string | null
  databasePoolSize: number
  keyFile: string
  logLevel: string
  /** Null: only this machine may read `/metrics`. */
  metricsToken: string | null
  graphUrl: string
  graphVersion: string
  sendConnections: number
  unknownOutcomeWaitMs: number
  /** Null: this deployment runs on the simulator. */
  metaApp: { appId: string; appSecret: string; verifyToken: string } | null
  /** With a Meta app: the workspace made on the first start, and its number. */
  firstWorkspace: FirstWorkspaceConfig | null
  /** Webhook endpoints of tenants may be on this machine or in its network. */
  webhookPrivateTargets: boolean
  simulatorPort: number | null
}

export type FirstWorkspaceConfig = {
  ownerEmail: string
  ownerPassword: string
  accessToken: string
  wabaId: string
  phoneNumberId: string
}

/**
 * Reads and checks the whole environment at once.
 * @throws StartFault naming every faulty variable, its rule and its value; of secrets only the name.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const faults: string[] = []
  const read = <Name extends keyof typeof variables>(
    name: Name,
  ): z.output<(typeof variables)[Name]['rule']> => {
    const variable: Variable = variables[name]
    const value = environment[name] === '' ? undefined : environment[name]
    const parsed = variable.rule.safeParse(value)
    if (!parsed.success) {
      const rule = parsed.error.issues[0]?.message ?? 'is not valid'
      faults.push(
        variable.isSecret ? `${name} ${rule}` : `${name} ${rule}, got ${JSON.stringify(value)}`,
      )
    }
    return parsed.data as z.output<(typeof variables)[Name]['rule']>
  }

  const listenPort = read('PORT')
  const dataDir = resolve(read('DATA_DIR') ?? './data')
  const [appId, appSecret, verifyToken] = [
    read('META_APP_ID'),
    read('META_APP_SECRET'),
    read('META_VERIFY_TOKEN'),
  ]
  if (appId && !appSecret) faults.push('META_APP_SECRET must be set together with META_APP_ID')
  if (appId && !verifyToken) faults.push('META_VERIFY_TOKEN must be set together with META_APP_ID')

  const first = {
    ownerEmail: read('OWNER_EMAIL'),
    ownerPassword: read('OWNER_PASSWORD'),
    accessToken: read('META_ACCESS_TOKEN'),
    wabaId: read('META_WABA_ID'),
    phoneNumberId: read('META_PHONE_NUMBER_ID'),
  }
  const isFirstWorkspaceWanted = Object.values(first).some((value) => value !== undefined)
  if (isFirstWorkspaceWanted && !(appId && isComplete(first)))
    faults.push(
      'META_APP_ID, OWNER_EMAIL, OWNER_PASSWORD, META_ACCESS_TOKEN, META_WABA_ID and META_PHONE_NUMBER_ID must be set together',
    )

  const config: Config = {
    host: read('HOST'),
    port: listenPort,
    publicUrl: (read('PUBLIC_URL') ?? `http://localhost:${listenPort}`).replace(/\/+$/, ''),
    dataDir,
    databaseUrl: read('DATABASE_URL') ?? null,
    databasePoolSize: read('DATABASE_POOL_SIZE'),
    keyFile: resolve(read('KEY_FILE') ?? `${dataDir}/keys/key-encryption-keys.json`),
    logLevel: read('LOG_LEVEL') ?? (appId ? 'info' : 'warn'),
    metricsToken: read('METRICS_TOKEN') ?? null,
    graphUrl: read('META_GRAPH_URL')?.replace(/\/+$/, ''),
    graphVersion: read('META_GRAPH_VERSION'),
    sendConnections: read('SEND_CONNECTIONS'),
    unknownOutcomeWaitMs: read('UNKNOWN_OUTCOME_WAIT_MINUTES') * 60_000,
    metaApp: appId && appSecret && verifyToken ? { appId, appSecret, verifyToken } : null,
    firstWorkspace: isComplete(first) ? first : null,
    webhookPrivateTargets:
      (read('WEBHOOK_PRIVATE_TARGETS') ?? (appId ? 'refuse' : 'allow')) === 'allow',
    simulatorPort: read('SIMULATOR_PORT') ?? null,
  }
  if (faults.length > 0) throw new StartFault(faults.join('\n'))
  return config
}

const isComplete = <T extends object>(
  values: T,
): values is { [Key in keyof T]: NonNullable<T[Key]> } =>
  Object.values(values).every((value) => value !== undefined)
