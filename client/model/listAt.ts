/** The list that stands under this key, which is made if there is none. To gather things by what they have in common. */
export function listAt<Key, Thing>(lists: Map<Key, Thing[]>, key: Key): Thing[] {
  const known = lists.get(key)
  if (known) return known
  const list: Thing[] = []
  lists.set(key, list)
  return list
}
