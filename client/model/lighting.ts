/** The target under the pointer, and what lights up with it in every view: code, event, timeline, terminal, passport. Pure. */
import type { Step } from './story.ts'

export type Target =
  /** A step of the strategy's code, with all events that it caused. */
  | { kind: 'mark'; mark: string }
  /** A step of the run. */
  | { kind: 'step'; step: Step }
  /** A signal, by its name without SIG, with everything that mentions it. */
  | { kind: 'signal'; signal: string }

export function lightsStep(target: Target | null, step: Step): boolean {
  switch (target?.kind) {
    case undefined:
      return false
    case 'mark':
      return step.mark === target.mark
    case 'step':
      return step.seq === target.step.seq
    case 'signal':
      return signalsOfStep(step).includes(target.signal)
  }
}

export function lightsMark(target: Target | null, mark: string): boolean {
  return (target?.kind === 'mark' && target.mark === mark) || (target?.kind === 'step' && target.step.mark === mark)
}

export function lightsSignal(target: Target | null, signal: string): boolean {
  return (target?.kind === 'signal' && target.signal === signal) || (target?.kind === 'step' && signalsOfStep(target.step).includes(signal))
}

/** The signals that a step mentions, without SIG. A fold mentions every signal that it visits. */
export function signalsOfStep(step: Step): string[] {
  switch (step.kind) {
    case 'call':
      return step.call === 'rt_sigaction' || step.call.endsWith('kill') ? named(step.args.join(' ')) : []
    case 'fold':
      return step.calls.flatMap(signalsOfStep)
    case 'fact':
      return step.event.kind === 'signal' ? named(step.event.signal) : []
  }
}

function named(text: string): string[] {
  return [...text.matchAll(/\bSIG([A-Z][A-Z0-9+]*)\b(?!_)/g)].map(([, name = '']) => name).slice(0, 1)
}
