import { RUNTIME_POINTS } from '../../../protocol/runtimes.ts'
import type { CompiledRuntime } from '../../content/runtimes.ts'
import { sourcesOf } from '../../content/sources.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { Prose } from '../../ui/Prose.tsx'
import { SourceList } from '../../ui/Sources/SourceList.tsx'
import { useRealWords } from '../../words/realWords.ts'

interface RuntimeCardProps {
  card: CompiledRuntime
  /** One level below the heading above it. */
  heading: 'h2' | 'h3'
}

/** What a language does, in five sentences, each with the place in its source. */
export function RuntimeCard({ card, heading: Heading }: RuntimeCardProps) {
  const { others: words } = useRealWords()
  const { catalog } = useCapabilities()
  const like = catalog?.strategies.find(({ id }) => id === card.like)
  return (
    <article className="panel runtime-card" data-runtime={card.id} aria-label={card.name}>
      <Heading translate="no">{card.name}</Heading>
      <p>
        {card.like === card.id ? words.recreated : words.like}{' '}
        <a href={`#/?v=1&c=${card.like}`} translate="no">
          {like?.title ?? card.like}
        </a>
      </p>
      <dl>
        {RUNTIME_POINTS.map((point) => (
          <div key={point}>
            <dt>{words.points[point]}</dt>
            <dd>
              <Prose words={card.says[point]} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{words.judged(card.proofs.length)}</p>
      <SourceList sources={sourcesOf(card.sources)} of={card.name} folded />
    </article>
  )
}
