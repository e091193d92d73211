/** The `test` of every spec. It fails if a page violates the Content Security Policy even once. */
import { test as base, expect } from '@playwright/test'

export const test = base.extend<{ violations: string[] }>({
  /** The violations so far. A test that provokes one removes it. */
  violations: [
    async ({ context }, use) => {
      const violations: string[] = []
      await context.exposeBinding('tellViolation', (_, violation: string) => {
        violations.push(violation)
      })
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const { tellViolation } = window as unknown as { tellViolation(violation: string): void }
          tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample} at ${event.sourceFile}:${event.lineNumber}`)
        })
      })
      await use(violations)
      expect(violations, 'violations of the Content Security Policy').toEqual([])
    },
    { auto: true },
  ],
})
