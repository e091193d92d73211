/** "Upstream" below a step's note. Opened, it names file, function and release, and shows lines of an installed toolchain. */
import { memo, useState } from 'react'
import { useMessages } from '../../words/messages.ts'
import { latePart } from '../latePart.tsx'

const StepSources = latePart(async () => (await import('./StepSources.tsx')).StepSources, <Loading />)

interface StepUpstreamProps {
  strategy: string
  step: string
}

export const StepUpstream = memo(function StepUpstream({ strategy, step }: StepUpstreamProps) {
  const { upstream } = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <details className="step-upstream" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={`${upstream}: ${step}`}>{upstream}</summary>
      {open && <StepSources strategy={strategy} step={step} />}
    </details>
  )
})

function Loading() {
  return <span role="status">{useMessages().loading}</span>
}
