/** What the server prints when it is up: its address, what works here, and what to install for the rest. Pure. */
import type { Capabilities } from './capabilities.ts'

export function greeting(url: string, { refused, check, sandbox }: Pick<Capabilities, 'refused' | 'check' | 'sandbox'>): string {
  const lines = ['', `  Spawnscope is at ${url}`, '']
  if (refused) lines.push(`  live runs   no: ${refused.message}`, `              ${refused.cure}`, '              The page shows recorded runs meanwhile.')
  else lines.push('  live runs   yes')
  // Without a helper there is nothing to put into a sandbox, and the reason stands above.
  if (sandbox.code !== 'helper_missing') {
    lines.push(`  sandbox     level ${sandbox.level} of 4. ${sandbox.words.en}`)
    if (sandbox.found) lines.push(`              (${sandbox.found})`)
    if (sandbox.cure) lines.push(`              ${sandbox.cure.en}`)
  }
  for (const { name, works, found, cure } of check?.items ?? []) {
    lines.push(`  ${name.padEnd(11)} ${works ? found : `no${found ? `: ${found}` : ''}`}`)
    if (!works && cure) lines.push(`              ${cure}`)
  }
  return `${lines.join('\n')}\n`
}
