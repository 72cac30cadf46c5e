import { execFile } from 'node:child_process'
import { lchown, readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartFault } from '../platform/start-fault.ts'

const execute = promisify(execFile)

/**
 * How PostgreSQL is started. It refuses to run as root, so a root Keepword has two ways:
 * - as another account (`postgres`, else `nobody`), where that account can reach program and data;
 * - else in a user namespace of its own, in which root is an ordinary user: for checkouts and data
 *   folders below a private directory such as root's home.
 */
export type PostgresAccount =
  | { kind: 'same' }
  | { kind: 'other'; uid: number; gid: number }
  | { kind: 'namespace' }

export async function choosePostgresAccount(paths: {
  programDir: string
  clusterDir: string
}): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { kind: 'same' }
  const other = await ordinaryAccount()
  if (other && (await canReach(other, paths))) return { kind: 'other', ...other }
  if (await hasUserNamespaces()) return { kind: 'namespace' }
  throw new StartFault(
    'PostgreSQL does not run as root, and no other account can reach this folder: ' +
      'run Keepword as an ordinary user, or from a folder that the account "nobody" may enter, or set DATABASE_URL.',
  )
}

/** Gives the data folder to the account, all of it, when it belongs to another: the way may have changed. */
export async function giveTo(account: PostgresAccount, clusterDir: string): Promise<void> {
  if (account.kind === 'same') return
  const { uid, gid } = account.kind === 'other' ? account : { uid: 0, gid: 0 }
  if ((await stat(clusterDir)).uid === uid) return
  await lchown(clusterDir, uid, gid)
  for (const name of await readdir(clusterDir, { recursive: true }))
    await lchown(join(clusterDir, name), uid, gid)
}

/** The command line and spawn options that make `command` run under the account. */
export function commandFor(account: PostgresAccount, command: string, args: string[]) {
  if (account.kind === 'namespace')
    return { command: 'unshare', args: ['--user', '--', command, ...args], spawnOptions: {} }
  const spawnOptions = account.kind === 'other' ? { uid: account.uid, gid: account.gid } : {}
  return { command, args, spawnOptions }
}

async function ordinaryAccount(): Promise<{ uid: number; gid: number } | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  for (const name of ['postgres', 'nobody']) {
    const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

async function canReach(
  account: { uid: number; gid: number },
  paths: { programDir: string; clusterDir: string },
): Promise<boolean> {
  const script = 'test -x "$1/bin/postgres" && test -r "$1/share" && test -e "$2"'
  return execute('/bin/sh', ['-c', script, 'sh', paths.programDir, paths.clusterDir], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
  }).then(
    () => true,
    () => false,
  )
}

const hasUserNamespaces = (): Promise<boolean> =>
  execute('unshare', ['--user', '--', 'true']).then(
    () => true,
    () => false,
  )
