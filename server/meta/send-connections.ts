import { Client, type Dispatcher } from 'undici'

export type RawAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

type Waiting = {
  request: Dispatcher.DispatchOptions
  resolve: (answer: RawAnswer) => void
  reject: (error: Error) => void
}

/** Requests that have left the waiting list before it is shortened: shortening it for each would copy it each time. */
const mostPassed = 1_024

/**
 * A fixed number of connections to one host, each with one request at a time; further requests wait in order.
 * The connection used last is used next, so that few stay open when little is sent. Beside `request()` of a pool,
 * which looks through its connections for each request and makes a stream of each answer, this takes half the time.
 */
export class SendConnections {
  readonly #origin: string
  readonly #most: number
  readonly #options: Client.Options
  readonly #clients: Client[] = []
  readonly #free: Client[] = []
  readonly #waiting: Waiting[] = []
  #nextWaiting = 0

  constructor(origin: string, most: number, options: Client.Options) {
    this.#origin = origin
    this.#most = most
    this.#options = { ...options, pipelining: 1 }
  }

  /** @throws what undici throws when there is no answer. */
  request(request: Dispatcher.DispatchOptions): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const waiting = { request, resolve, reject }
      const client = this.#freeClient()
      if (client) this.#send(client, waiting)
      else this.#waiting.push(waiting)
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()))
  }

  #freeClient(): Client | null {
    const free = this.#free.pop()
    if (free) return free
    if (this.#clients.length >= this.#most) return null
    const client = new Client(this.#origin, this.#options)
    this.#clients.push(client)
    return client
  }

  #send(client: Client, { request, resolve, reject }: Waiting): void {
    const answer: RawAnswer = { status: 0, headers: {}, text: '' }
    const chunks: Buffer[] = []
    try {
      client.dispatch(request, {
        onRequestStart: () => {},
        onResponseStart: (_controller, status, headers) => {
          answer.status = status
          answer.headers = headers
        },
        onResponseData: (_controller, chunk) => {
          chunks.push(chunk)
        },
        onResponseEnd: () => {
          const [first] = chunks
          answer.text = (chunks.length === 1 && first ? first : Buffer.concat(chunks)).toString(
            'utf8',
          )
          resolve(answer)
          this.#next(client)
        },
        onResponseError: (_controller, error) => {
          reject(error)
          this.#next(client)
        },
      })
    } catch (error) {
      reject(error as Error)
      this.#next(client)
    }
  }

  #next(client: Client): void {
    const waiting = this.#waiting[this.#nextWaiting]
    if (!waiting) {
      this.#waiting.length = 0
      this.#nextWaiting = 0
      this.#free.push(client)
      return
    }
    this.#nextWaiting += 1
    // While requests always wait the list never runs empty: what has left it must not stay in memory.
    if (this.#nextWaiting >= mostPassed) {
      this.#waiting.splice(0, this.#nextWaiting)
      this.#nextWaiting = 0
    }
    // undici has not left the answer's last callback yet: the next request starts after it.
    queueMicrotask(() => this.#send(client, waiting))
  }
}
