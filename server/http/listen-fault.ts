import type { Config } from '../config/config.ts'
import { StartFault } from '../platform/start-fault.ts'

/** The sentence for an address we may not listen on; other errors as they are. */
export function listenFault(error: unknown, config: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartFault(`PORT ${config.port} is already in use; set PORT to a free one.`)
    case 'EACCES':
      return new StartFault(
        `PORT ${config.port} may not be opened by this user; set PORT to 1024 or above.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartFault(`HOST ${config.host} is not an address of this machine.`)
    default:
      return error
  }
}
