import { useMessages } from '../words/messages.ts'

/** The colon between a name and its value, in the language's own typography. */
export function Colon() {
  return useMessages().colon
}
