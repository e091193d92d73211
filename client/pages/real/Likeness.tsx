/** How closely ours matches one real program, setting by setting; for the chosen setting, every call that differs. */
import type { LikenessRow, LikenessTable } from '../../../protocol/likeness.ts'
import { explanationsOf } from '../../content/real.ts'
import { sentenceOf } from '../../model/likeness/likenessSentence.ts'
import { Note } from '../../ui/Note.tsx'
import { useLanguage } from '../../words/language.ts'
import { useRealWords } from '../../words/realWords.ts'
import './likeness.css'

interface LikenessProps {
  row: LikenessTable[number]
  setting: string
  onSetting: (setting: string) => void
}

export function Likeness({ row, setting, onSetting }: LikenessProps) {
  const words = useRealWords()
  const chosen = row.today.find((one) => one.setting === setting) ?? row.today[0]
  return (
    <div className="likeness">
      <p className="quiet">{words.measured(row.runtime, row.version, row.kernel, row.libc)}</p>
      <div className="likeness-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.setting}</th>
              <th scope="col">{words.today}</th>
              <th scope="col">{words.article}</th>
            </tr>
          </thead>
          <tbody>
            {row.today.map((today) => {
              const then = row.article.find((one) => one.setting === today.setting)
              return (
                <tr key={today.setting} data-chosen={today.setting === chosen?.setting}>
                  <th scope="row">
                    <button
                      type="button"
                      className="button"
                      data-tone="plain"
                      aria-pressed={today.setting === chosen?.setting}
                      onClick={() => onSetting(today.setting)}
                    >
                      {words.settings[today.setting]}
                    </button>
                  </th>
                  <td>
                    <Figure percent={today.percent} />
                    <span className="likeness-words">{sentenceOf(today, words.likeness)}</span>
                  </td>
                  <td>{then && <Figure percent={then.percent} />}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {chosen && <LikenessDifferences strategy={row.strategy} row={chosen} />}
    </div>
  )
}

function Figure({ percent }: { percent: number }) {
  const words = useRealWords()
  return (
    <span className="likeness-figure">
      <meter min={0} max={100} value={percent} aria-hidden="true" />
      {words.percent(percent)}
    </span>
  )
}

/** Each call that differs, with the reason. */
export function LikenessDifferences({ strategy, row }: { strategy: string; row: LikenessRow }) {
  const words = useRealWords()
  const language = useLanguage()
  const reasons = explanationsOf(strategy, language)
  const all = Object.entries(row.counts).reduce((sum, [verdict, count]) => (verdict === 'same' ? sum : sum + count), 0)
  return (
    <section className="likeness-differences" aria-label={words.settings[row.setting]}>
      <p>
        <strong>{words.percent(row.percent)}</strong> {sentenceOf(row, words.likeness)} <span className="quiet">({words.against(row.edition)})</span>
      </p>
      {row.differences.length === 0 && <p>{words.noDifference}</p>}
      <ol>
        {row.differences.map(({ verdict, lane, ours, real, explained }, at) => (
          <li key={at}>
            <span className="chip">{words.verdicts[verdict]}</span> <span className="chip">{words.lanes[lane]}</span>
            <dl>
              {ours !== null && <Spelled name={words.ours} text={ours} />}
              {real !== null && <Spelled name={words.real} text={real} />}
            </dl>
            {explained === null ? <p className="quiet">{words.unexplained}</p> : reasons[explained] && <Note inlines={reasons[explained]} />}
          </li>
        ))}
      </ol>
      {all > row.differences.length && <p className="quiet">{words.more(all - row.differences.length)}</p>}
    </section>
  )
}

function Spelled({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code>{text}</code>
      </dd>
    </>
  )
}
