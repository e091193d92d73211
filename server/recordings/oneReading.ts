/** Readers of one recording at the same time share one reading of it, and one copy in memory, however slowly they read. */
import type { Recordings } from './recordings.ts'

export function oneReading(recordings: Recordings): Recordings {
  const reading = new Map<string, Promise<Buffer | null>>()
  /** What some answer still holds. */
  const held = new Map<string, WeakRef<Buffer>>()
  const gone = new FinalizationRegistry<string>((id) => {
    if (!held.get(id)?.deref()) held.delete(id)
  })

  async function read(id: string): Promise<Buffer | null> {
    const content = await recordings.get(id)
    if (!content) return null
    held.set(id, new WeakRef(content))
    gone.register(content, id)
    return content
  }

  return {
    ...recordings,
    get(id) {
      const content = held.get(id)?.deref()
      if (content) return Promise.resolve(content)
      const under = reading.get(id) ?? read(id).finally(() => reading.delete(id))
      reading.set(id, under)
      return under
    },
  }
}
