import { createContext } from 'react'
import type { SourceLines } from '../../../protocol/sources.ts'

/** Null: the server did not answer. */
export type FetchLines = (id: string) => Promise<SourceLines | null>

/** Fetches source lines of an installed toolchain. The app provides it. */
export const FetchLinesContext = createContext<FetchLines>(() => Promise.resolve(null))
