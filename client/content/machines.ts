/** On which machines our runs were recorded. Counted when the page is built. */
const files = import.meta.glob<Record<string, number>>(
  ['../../content/recorded/*.ndjson', '../../content/strategies/*/recordings/*.ndjson', '!../../content/strategies/*/recordings/real-*.ndjson'],
  { query: '?machines', import: 'default', eager: true },
)

/** How many runs by what their first event says of the machine. */
export function recordedMachines(): ReadonlyMap<string, number> {
  const all = new Map<string, number>()
  for (const counted of Object.values(files)) for (const [machine, count] of Object.entries(counted)) all.set(machine, (all.get(machine) ?? 0) + count)
  return all
}
