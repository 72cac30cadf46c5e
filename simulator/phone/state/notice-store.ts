import { sentenceOf } from '../simulator-api/request.ts'
import { createStore } from './create-store.ts'

export interface NoticeText {
  id: number
  text: string
}

export const noticeStore = createStore<NoticeText | null>(null)

const shownForMs = 3500
let lastId = 0
let timer: number | undefined

/** Shows a sentence over the phone for a few seconds. A new one takes its place. */
export function tell(text: string): void {
  lastId += 1
  noticeStore.set(() => ({ id: lastId, text }))
  clearTimeout(timer)
  timer = setTimeout(() => noticeStore.set(() => null), shownForMs)
}

/** Runs something a person asked for and tells them if the simulator refused. */
export function attempt(work: Promise<unknown>): void {
  work.catch((error: unknown) => tell(sentenceOf(error)))
}
