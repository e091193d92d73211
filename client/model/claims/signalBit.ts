/** The bit of a signal in the sets of /proc/PID/status. The numbers are those of Linux on x86-64 and arm64. */
const NUMBERS: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ABRT: 6,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  CHLD: 17,
  TSTP: 20,
  XFSZ: 25,
  RTMIN: 32,
  RT_1: 33,
}

export function signalBit(name: string): bigint {
  const number = NUMBERS[name]
  if (number === undefined) throw new Error(`no number for the signal ${name}; add it to client/model/claims/signalBit.ts`)
  return 1n << BigInt(number - 1)
}
