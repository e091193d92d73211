import { useMessages } from '../words/messages.ts'

/** What stands between a name and what it names, as the language sets it. */
export function Colon() {
  return useMessages().colon
}
