/**
 * A log that the worker has read. Its events stay here: the page gets one start to show, one page of the list of starts, and
 * files.
 */

import { fileOf, formatOf } from '../../figures/exportFormats.ts'
import { importAny } from '../../model/import/anyLog.ts'
import { OpenedLog } from '../../model/import/openedLog.ts'
import { exportWordsIn } from '../../words/exportWords.ts'
import type { LogAnswer, LogRequest } from './logMessages.ts'
import { startPage } from './startPage.ts'

const ERRORS_SHOWN = 20

export class LogSession {
  #log: OpenedLog | undefined

  /** Answers a request; `say` may be called several times. */
  async take(request: LogRequest, say: (answer: LogAnswer) => void): Promise<void> {
    if (request.do === 'open') return this.#open(await request.file.arrayBuffer(), say)
    const log = this.#log
    if (!log) return
    if (request.do === 'list') say({ is: 'listed', list: startPage(log, request.search, request.from) })
    else if (request.do === 'show') say({ is: 'shown', figure: log.figure(log.starts.find(({ seq }) => seq === request.seq)) })
    else {
      const format = formatOf(request.format)
      if (format) say({ is: 'exported', ending: format.ending, file: fileOf(format, log.events, request.title, exportWordsIn(request.language)) })
    }
  }

  #open(bytes: ArrayBuffer, say: (answer: LogAnswer) => void): void {
    const { events, errors, notes } = importAny(new Uint8Array(bytes), (share) => say({ is: 'reading', share }))
    const report = { errors: errors.slice(0, ERRORS_SHOWN), unread: errors.length, notes }
    if (events.length === 0) return say({ is: 'empty', ...report })
    const log = new OpenedLog(events)
    this.#log = log
    say({ is: 'opened', command: log.command, events: events.length, figure: log.figure(log.first), list: startPage(log, '', 0), ...report })
  }
}
