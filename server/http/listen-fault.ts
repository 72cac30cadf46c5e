import type { Config } from '../config/config.ts'
import { StartFault } from '../platform/start-fault.ts'

/** The sentence for an address we may not listen on; other errors as they are. */
export function listenFault(error: unknown, config: Config): unknown {
  const sentences: Record<string, string> = {
    EADDRINUSE: `PORT ${config.port} is already in use; set PORT to a free one.`,
    EACCES: `PORT ${config.port} may not be opened by this user; set PORT to 1024 or above.`,
    EADDRNOTAVAIL: `HOST ${config.host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${config.host} is not an address of this machine.`,
  }
  const sentence = sentences[(error as NodeJS.ErrnoException).code ?? '']
  return sentence === undefined ? error : new StartFault(sentence, { cause: error })
}
