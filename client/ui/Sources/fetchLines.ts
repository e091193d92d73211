import { createContext } from 'react'
import type { SourceLines } from '../../../protocol/sources.ts'

/** Null: the server did not answer. */
export type FetchLines = (id: string) => Promise<SourceLines | null>

/** How the lines of an installed toolchain are asked for; the app knows. */
export const FetchLinesContext = createContext<FetchLines>(() => Promise.resolve(null))
