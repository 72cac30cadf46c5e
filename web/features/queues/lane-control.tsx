import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Lane } from '#shared/contracts/lane.ts'
import { sayFailure } from '#web/features/conversations/use-conversation-commands.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { useLaneControl } from './queue-queries.ts'

/** Holds a number back, with a reason that colleagues see, or lets it go on. */
export function LaneControl({ lane }: { lane: Lane }) {
  const control = useLaneControl()
  const [isAsking, setIsAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const set = (wanted: string | null) =>
    control.mutate(
      { channelId: lane.channelId, reason: wanted },
      {
        onSuccess: () => {
          setIsAsking(false)
          setReason('')
        },
        onError: (error) => sayFailure(wanted === null ? 'Not resumed' : 'Not paused', error),
      },
    )
  if (lane.hold) {
    return (
      <Button
        size="sm"
        icon={<Play size={14} />}
        isBusy={control.isPending}
        aria-label={`Resume ${lane.name}`}
        onClick={() => set(null)}
      >
        Resume
      </Button>
    )
  }
  return (
    <>
      <Button
        size="sm"
        icon={<Pause size={14} />}
        aria-label={`Pause ${lane.name}`}
        onClick={() => setIsAsking(true)}
      >
        Pause
      </Button>
      <Dialog open={isAsking} onOpenChange={setIsAsking}>
        <DialogContent
          size="sm"
          title={`Pause ${lane.name}?`}
          description="Nothing leaves from this number until somebody resumes it. What is sent meanwhile waits in order."
          initialFocus={field}
        >
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const wanted = reason.trim()
              setIsMissing(wanted === '')
              if (wanted !== '') set(wanted)
            }}
            className="flex flex-col gap-4"
          >
            <TextField
              ref={field}
              label="Reason, for colleagues to read"
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
              {...(isMissing && { error: 'Say why, so that others know when to resume.' })}
            />
            <div className="flex justify-end gap-2">
              <DialogClose render={<Button>Cancel</Button>} />
              <Button tone="primary" type="submit" isBusy={control.isPending}>
                Pause
              </Button>
            </div>
          </form>
        </DialogContent>
      </Dialog>
    </>
  )
}
