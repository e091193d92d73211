/** A run as a bundle of evidence, in English. */
import type { EvidenceWords } from '../../../../client/model/export/evidence.ts'

export const evidence: EvidenceWords = {
  title: (strategy, edition) => `How a process was started: ${strategy} ${edition}`.trimEnd(),
  program: 'a program',
  what: 'what',
  value: 'value',
  command: 'command',
  kernel: 'kernel',
  libc: 'C library',
  arch: 'architecture',
  helper: 'helper',
  outcome: 'outcome',
  cutOff: 'cut off: there is no end',
  condition: 'condition',
  held: 'held',
  saw: 'what was seen',
  yes: 'yes',
  no: 'no',
  outside: 'outside of the seven phases',
  task: 'task',
  call: 'system call',
  passports: 'signal sets',
  stage: 'stage',
}
