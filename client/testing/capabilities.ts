/** A page's capabilities for tests: a server that runs whatever the test's runner accepts. */
import { catalog } from '../model/testing/catalog.ts'
import type { Capabilities } from '../runs/capabilities.ts'
import type { Outside } from '../runs/outside/outside.ts'
import type { Runner } from './runner.ts'

/** `others`: what this test needs otherwise. Without an `outside` of its own a test must not ask for anything outside. */
export function capabilitiesOf({ run, cancel }: Runner, others: Partial<Capabilities> = {}): Capabilities {
  return {
    outside: {} as Outside,
    catalog,
    check: null,
    reach: { is: 'open' },
    canRun: true,
    source: 'live',
    run,
    watch: async () => {},
    order: () => {},
    cancel,
    ...others,
  }
}
