import type { ToldClaim } from '../../content/teaching.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../ui/teachingWords.ts'

/** Why the verdict is what it is, on what it depends, and what the real runtime does. */
export function ClaimReasons({ claim }: { claim: ToldClaim }) {
  const { claims: words } = useTeachingWords()
  const { environments = [], real = [] } = claim
  return (
    <>
      <p className="claim-why">
        <Prose words={claim.why} />
      </p>
      {environments.length > 0 && (
        <section aria-label={words.environments}>
          <h4>{words.environments}</h4>
          <ul className="claim-facts">
            {environments.map(({ when, holds }, at) => (
              <li key={at} data-holds={holds}>
                <span className="chip">{holds ? `✓ ${words.yes}` : `✗ ${words.no}`}</span> <Prose words={when} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {real.length > 0 && (
        <section aria-label={words.real}>
          <h4>{words.real}</h4>
          <ul className="claim-facts">
            {real.map(({ runtime, version, holds, how }) => (
              <li key={`${runtime}${version}`} data-holds={holds}>
                <span className="chip">{holds ? `✓ ${words.yes}` : `✗ ${words.no}`}</span> {runtime} {version}{' '}
                <span className="quiet">{how === 'seen' ? words.seen : words.read}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
