import type { CompiledClaim } from '../../content/claims.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useMessages } from '../../words/messages.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'

/** The reason for the verdict, what it depends on, and what the real runtime does. */
export function ClaimReasons({ claim }: { claim: CompiledClaim }) {
  const { claims: words } = useTeachingWords()
  const { versions } = useMessages()
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
            {real.map(({ runtime, version, detail, holds, how }, at) => (
              <li key={at} data-holds={holds}>
                <span className="chip">{holds ? `✓ ${words.yes}` : `✗ ${words.no}`}</span> {runtime} {versions(version)}
                {detail && (
                  <>
                    <Colon />
                    <Prose words={detail} />
                  </>
                )}{' '}
                <span className="quiet">{how === 'seen' ? words.seen : words.read}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
