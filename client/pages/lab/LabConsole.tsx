/** The Lab's prompt: what each line leads to. */
import { useMemo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { commandOf } from '../../model/command.ts'
import { complete } from '../../model/completion.ts'
import type { Figure } from '../../model/figure.ts'
import { parseCommand } from '../../model/parseCommand.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { type Answer, type BegunRuns, Console, type ConsoleRun } from '../../views/Terminal/Console.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useMessages } from '../../words/messages.ts'
import { checkText, describeText, faultText, helpText, refusalText } from './consoleText.ts'
import type { LabRun } from './labRunList.ts'
import type { LabActs } from './useLabActs.ts'
import type { LabRuns } from './useLabRuns.ts'

interface LabConsoleProps {
  lab: LabRuns
  acts: LabActs
  catalog: Catalog
  capabilities: Capabilities
  focus: LabRun | null
  figure: Figure | undefined
  onLook: (id: number) => void
}

export function LabConsole({ lab, acts, catalog, capabilities, focus, figure, onLook }: LabConsoleProps) {
  const words = useLabWords()
  const messages = useMessages()
  const language = useLanguage()
  const { store } = lab
  const begun = useMemo((): BegunRuns => ({ now: () => store.begun.map(consoleRun), onBegin: store.onBegin }), [store])
  const focused = useMemo(() => focus && consoleRun(focus), [focus])

  function answer(line: string): Answer {
    const verdict = parseCommand(line, catalog)
    if (!verdict.ok) return { kind: 'print', text: faultText(verdict.fault, words) }
    const given = verdict.command
    switch (given.kind) {
      case 'nothing':
        return { kind: 'print', text: '' }
      case 'clear':
        return { kind: 'clear' }
      case 'help':
        return { kind: 'print', text: helpText(given.topic, catalog, words, language) }
      case 'describe':
        return { kind: 'print', text: describeText(given.strategy, catalog, words, language) }
      case 'check':
        return { kind: 'print', text: checkText(capabilities.check, words, language) }
      case 'history':
        return {
          kind: 'print',
          text: store.begun
            .toReversed()
            .map(({ id, settings }) => `${String(id).padStart(4)}  ${commandOf(settings)}\n`)
            .join(''),
        }
      case 'run': {
        const { canRun, reach } = capabilities
        if (!canRun) return { kind: 'print', text: `${reach.is === 'lost' || reach.is === 'offline' ? messages.unreachable[reach.is] : words.cannotRun}\n` }
        return { kind: 'run', run: consoleRun(acts.take(given.settings)) }
      }
    }
  }

  return (
    <Console
      title={words.title}
      greeting={words.hello}
      begun={begun}
      focus={focused}
      figure={figure}
      onLine={answer}
      onRefused={(refusal) => refusalText(refusal, language)}
      complete={(line) => complete(line, catalog)}
      onCancel={lab.cancel}
      onLook={onLook}
    />
  )
}

function consoleRun({ id, log, settings }: LabRun): ConsoleRun {
  return { id, log, command: commandOf(settings) }
}
