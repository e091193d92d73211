/** What starting a process costs: the recorded measurement at once, one made here on request. */

import type { BenchSettings } from '../../../protocol/bench.ts'
import { costRecording } from '../../content/cost.ts'
import { duration, headlineOf, size, THREADS_AT_MB } from '../../model/cost.ts'
import { significant } from '../../model/formats.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { useBench } from '../../runs/useBench.ts'
import { useLanguage } from '../../words/language.ts'
import '../../styles/textPage.css'
import { Measuring } from '../../views/Cost/Measuring.tsx'
import { Observer } from '../../views/Observer/Observer.tsx'
import { useCostWords } from '../../words/costWords.ts'
import { Environment } from './Environment.tsx'
import { Explorer } from './Explorer.tsx'
import { PredictCost } from './PredictCost.tsx'

/** Every strategy against as much memory as the helper finds here, in small and huge pages; then against threads. */
const HERE: readonly BenchSettings[] = [
  { repeat: 21, pages: ['small', 'huge'] },
  { repeat: 21, memory: [THREADS_AT_MB], threads: [1, 4, 16, 32] },
]

export function CostPage() {
  const words = useCostWords()
  const language = useLanguage()
  const { reach } = useCapabilities()
  const { state, start, cancel } = useBench()
  const live = state.hello !== null && state.cells.length > 0
  const cells = live ? state.cells : costRecording.cells
  const hello = live && state.hello ? state.hello : costRecording.hello
  const headline = headlineOf(cells)
  const possible = reach.is !== 'none' && reach.is !== 'files'
  return (
    <main id="main" tabIndex={-1} data-bench={state.is}>
      <div className="page-lead">
        <h1>{words.title}</h1>
        {headline && (
          <p className="cost-headline">
            <strong>{words.headline(significant(headline.ratio, 2, language), size(headline.memory, language))}</strong>{' '}
            {words.headlineDetail(duration(headline.fork, language), duration(headline.vfork, language))}
          </p>
        )}
      </div>
      <Measuring state={state} possible={possible} onStart={() => start(HERE)} onCancel={cancel} />
      <Environment hello={hello} cells={cells} skipped={live ? state.skipped : costRecording.skipped} live={live} />
      <Explorer cells={cells} />
      <PredictCost cells={cells} onMeasure={possible ? () => start(HERE) : undefined} />
      <Observer figure={costRecording.observer} />
    </main>
  )
}
