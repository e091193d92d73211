/** "Upstream" below a step's note. Opened, it names file, function and release, and shows lines of an installed toolchain. */
import { lazy, Suspense, useState } from 'react'
import { useMessages } from '../../words/messages.ts'

const StepSources = lazy(async () => ({ default: (await import('./StepSources.tsx')).StepSources }))

interface StepUpstreamProps {
  strategy: string
  step: string
}

export function StepUpstream({ strategy, step }: StepUpstreamProps) {
  const { upstream, loading } = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <details className="step-upstream" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={`${upstream}: ${step}`}>{upstream}</summary>
      {open && (
        <Suspense fallback={<span role="status">{loading}</span>}>
          <StepSources strategy={strategy} step={step} />
        </Suspense>
      )}
    </details>
  )
}
