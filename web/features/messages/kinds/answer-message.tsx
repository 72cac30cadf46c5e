import { ClipboardList, CornerDownRight, ListChecks, Phone, PhoneOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { serverNowMs } from '#web/api/clock.ts'
import { numberAt, textAt, valueAt } from '../content.ts'
import { fullTime } from '../time/time-words.ts'
import { formAnswers } from './form-answers.ts'
import type { KindProps } from './kind-props.ts'

/** What a contact chose: a button, a list row, a form's answers, or whether they may be called. */
export function AnswerMessage({ message, meta }: KindProps) {
  const kind = message.type === 'button' ? 'button' : textAt(message.content, 'interactive', 'type')
  if (kind === 'nfm_reply') return <FormAnswer message={message} meta={meta} />
  if (kind === 'call_permission_reply') return <CallPermission message={message} meta={meta} />
  const title =
    textAt(message.content, 'button', 'text') ??
    textAt(message.content, 'interactive', 'button_reply', 'title') ??
    textAt(message.content, 'interactive', 'list_reply', 'title') ??
    message.text
  const description = textAt(message.content, 'interactive', 'list_reply', 'description')
  const isList = kind === 'list_reply'
  return (
    <Choice
      icon={isList ? <ListChecks size={15} /> : <CornerDownRight size={15} />}
      hint={isList ? 'Chose from the list' : 'Tapped the button'}
      title={title}
      detail={description}
      meta={meta}
    />
  )
}

function Choice({
  icon,
  hint,
  title,
  detail,
  meta,
}: {
  icon: ReactNode
  hint: string
  title: string
  detail: string | null
  meta: ReactNode
}) {
  return (
    <div className="px-3 py-2">
      <p className="mb-0.5 flex items-center gap-1.5 text-xs text-muted">
        <span aria-hidden className="text-accent rtl:-scale-x-100">
          {icon}
        </span>
        {hint}
      </p>
      <div dir="auto" className="flow-root wrap-anywhere">
        <p className="font-medium">{title}</p>
        {detail !== null && <p className="text-sm text-muted">{detail}</p>}
        {meta}
      </div>
    </div>
  )
}

function FormAnswer({ message, meta }: KindProps) {
  const answers = formAnswers(valueAt(message.content, 'interactive', 'nfm_reply', 'response_json'))
  const isAddress =
    textAt(message.content, 'interactive', 'nfm_reply', 'name') === 'address_message'
  return (
    <div className="w-80 max-w-full p-1">
      <div className="rounded-lg bg-ink/5 px-3 py-2.5">
        <p className="flex items-center gap-2 font-semibold">
          <span
            aria-hidden
            className="flex size-7 items-center justify-center rounded-md bg-tint-violet text-tint-violet-ink"
          >
            <ClipboardList size={15} />
          </span>
          {isAddress ? 'Address' : 'Form answered'}
        </p>
        {answers === null || answers.length === 0 ? (
          <p className="mt-1 text-sm text-muted">The form came back without answers.</p>
        ) : (
          <dl className="mt-2 space-y-1.5 text-sm">
            {answers.map(({ question, answer }) => (
              <div key={question}>
                <dt className="text-xs text-muted">{question}</dt>
                <dd dir="auto" className="wrap-anywhere">
                  {answer}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <div className="flow-root px-2 pb-1">{meta}</div>
    </div>
  )
}

/** @param expiresAt  seconds since 1970, as Meta counts. */
function untilWords(isPermanent: boolean, expiresAt: number | null): string | null {
  if (isPermanent) return 'Until they take it back.'
  if (expiresAt === null) return null
  const end = fullTime(new Date(expiresAt * 1000))
  return expiresAt * 1000 < serverNowMs() ? `It ended on ${end}.` : `Until ${end}.`
}

function CallPermission({ message, meta }: KindProps) {
  const reply = valueAt(message.content, 'interactive', 'call_permission_reply')
  const isAccepted = textAt(reply, 'response') === 'accept'
  const expiresAt = numberAt(reply, 'expiration_timestamp')
  const detail = isAccepted
    ? untilWords(valueAt(reply, 'is_permanent') === true, expiresAt)
    : 'WhatsApp does not let this number call them.'
  return (
    <Choice
      icon={isAccepted ? <Phone size={15} /> : <PhoneOff size={15} />}
      hint="Call permission"
      title={isAccepted ? 'Calls allowed' : 'Calls declined'}
      detail={detail}
      meta={meta}
    />
  )
}
