/** Which rows and columns of the atlas are shown. */
import { ATLAS_TOPICS, type AtlasRow } from '../../../protocol/atlas.ts'
import { type AtlasView, EVERY, SHOWN_RELEASES } from '../../model/atlas/atlasView.ts'
import { Toggle } from '../../ui/Toggle.tsx'
import { useAtlasWords } from '../../words/atlasWords.ts'

interface AtlasFilterProps {
  view: AtlasView
  rows: readonly AtlasRow[]
  onChange: (change: Pick<AtlasView, 'runtime' | 'topic' | 'releases'>) => void
}

export function AtlasFilter({ view, rows, onChange }: AtlasFilterProps) {
  const words = useAtlasWords()
  const { runtime, topic, releases } = view
  const names = new Map(rows.map((row) => [row.of, row.runtime]))
  const change = (one: Partial<AtlasView>): void => onChange({ runtime, topic, releases, ...one })
  return (
    <fieldset className="atlas-filter">
      <legend className="visually-hidden">{words.filters}</legend>
      <label>
        <span>{words.runtime}</span>
        <select className="select" value={runtime ?? EVERY} onChange={({ target }) => change({ runtime: target.value === EVERY ? null : target.value })}>
          <option value={EVERY}>{words.anyRuntime}</option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id} translate="no">
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.topic}</span>
        <select
          className="select"
          value={topic ?? EVERY}
          onChange={({ target }) => change({ topic: ATLAS_TOPICS.find((one) => one === target.value) ?? null })}
        >
          <option value={EVERY}>{words.anyTopic}</option>
          {ATLAS_TOPICS.map((one) => (
            <option key={one} value={one}>
              {words.topics[one]}
            </option>
          ))}
        </select>
      </label>
      <div>
        <span aria-hidden="true">{words.releases}</span>
        <Toggle
          label={words.releases}
          value={releases}
          onChange={(one) => change({ releases: one })}
          options={SHOWN_RELEASES.map((value) => ({ value, label: words.releasesWords[value] }))}
        />
      </div>
    </fieldset>
  )
}
