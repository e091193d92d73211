/** The machines that recorded our runs. Counted at build time. */
const files = import.meta.glob<Record<string, number>>(
  ['../../content/recorded/*.ndjson', '../../content/strategies/*/recordings/*.ndjson', '!../../content/strategies/*/recordings/real-*.ndjson'],
  { query: '?machines', import: 'default', eager: true },
)

/** The number of runs for each machine, which the first event of a run names. */
export function recordedMachines(): ReadonlyMap<string, number> {
  const all = new Map<string, number>()
  for (const counted of Object.values(files)) for (const [machine, count] of Object.entries(counted)) all.set(machine, (all.get(machine) ?? 0) + count)
  return all
}
