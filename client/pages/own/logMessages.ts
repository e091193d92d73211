/** What the page and the worker that reads a log say to each other. */
import type { Language } from '../../../protocol/language.ts'
import type { ExportFormat } from '../../figures/exportFormats.ts'
import type { ImportNote } from '../../model/import/logNotes.ts'
import type { LineError } from '../../model/import/logReader.ts'
import type { LogFigure } from '../../model/import/openedLog.ts'
import type { StartPage } from './startPage.ts'

export type LogRequest =
  | { do: 'open'; file: Blob }
  | { do: 'list'; search: string; from: number }
  | { do: 'show'; seq: number }
  | { do: 'export'; format: ExportFormat['id']; language: Language; title: string }

export interface LogReport {
  /** Lines that could not be read: the first of them, and how many there are. */
  errors: readonly LineError[]
  unread: number
  notes: readonly ImportNote[]
}
export type LogAnswer =
  | { is: 'reading'; share: number }
  /** `command`: what was traced, where the log says so. */
  | ({ is: 'opened'; command: readonly string[]; events: number; figure: LogFigure; list: StartPage } & LogReport)
  | ({ is: 'empty' } & LogReport)
  | { is: 'listed'; list: StartPage }
  | { is: 'shown'; figure: LogFigure }
  | { is: 'exported'; ending: string; file: Blob }
