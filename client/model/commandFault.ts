/** Why the page refuses a command line, in a form that every language can express. `known` is the cure: the words that fit there. Pure. */

export type FaultCode =
  | 'unknown_command'
  | 'unknown_strategy'
  | 'unknown_flag'
  | 'unknown_setting'
  | 'unknown_value'
  | 'unknown_signal'
  | 'fixed_signal'
  | 'not_a_number'
  | 'missing_value'
  | 'no_child_yet'
  | 'too_many'
  | 'not_here'
  | 'open_quote'

export interface CommandFault {
  code: FaultCode
  /** The word at fault. */
  word: string
  /** The flag that the word belongs to, or ''. */
  flag: string
  known: readonly string[]
}

export class Refused extends Error {
  readonly fault: CommandFault
  constructor(code: FaultCode, word: string, known: readonly string[] = [], flag = '') {
    super(`${code}: ${word}`)
    this.fault = { code, word: word.slice(0, 80), flag, known }
  }
}
