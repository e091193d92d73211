/** Words of the section that saves a run as files. English. */
import { evidence } from './evidence.ts'
import { exportFiles } from './exportFiles.ts'

const grouped = new Intl.NumberFormat('en').format

export const runExports = {
  evidence,
  exports: 'Take this run with you',
  exportOf: (name: string) => `of ${name}`,
  files: exportFiles,
  exportScope: 'What the files hold',
  exportShown: (events: number) => `what is shown (${grouped(events)} events)`,
  exportAll: (events: number) => `the whole log (${grouped(events)} events)`,
  exportsShown: 'Each button saves what is shown.',
  exportsAll: 'Each button saves the whole log.',
  exporting: 'The file is being made …',
}

export type RunExportsWords = typeof runExports
