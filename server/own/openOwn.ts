/** Whether this server compiles and runs programs of visitors (SPAWNSCOPE_OWN_PROGRAMS), and the means to do it. */
import { homedir } from 'node:os'
import type { Refusal } from '../../protocol/errors.ts'
import type { Capabilities } from '../capabilities/capabilities.ts'
import { refusal } from '../refusals.ts'
import type { Rates } from '../runs/rates.ts'
import { type OwnPrograms, openOwnPrograms } from './ownPrograms.ts'
import { findToolchains } from './toolchains.ts'

export interface OwnOptions {
  ownPrograms: 'off' | 'local' | 'on'
  /** Other machines can reach this server. */
  forOthers: boolean
  goCache: string
}

/** The refusal says why not. Throws an Error that names the missing part if `on` is asked for and cannot be had. */
export function openOwn(
  { ownPrograms, forOthers, goCache }: OwnOptions,
  { walls, sandbox, refused }: Pick<Capabilities, 'walls' | 'sandbox' | 'refused'>,
  rates: Rates,
): OwnPrograms | Refusal {
  if (ownPrograms === 'on' && sandbox.level < 4)
    throw new Error(
      `SPAWNSCOPE_OWN_PROGRAMS=on needs a sandbox of level 4, and this is level ${sandbox.level}: ${sandbox.words.en} ${sandbox.cure?.en ?? ''}`.trim(),
    )
  if (ownPrograms === 'off') return off('this server runs no programs of visitors', 'SPAWNSCOPE_OWN_PROGRAMS=local, and start it again')
  if (!walls || refused) return refused ?? off('there is no sandbox here', 'GET /api/check shows the operator the cure')
  if (sandbox.level < 3) return off(`programs of visitors need a sandbox of level 3, and this is level ${sandbox.level}`, sandbox.cure?.en ?? 'GET /api/check')
  if (ownPrograms === 'local' && forOthers)
    return off(
      'other machines can reach this server, so it runs no programs of visitors',
      'run it on your own machine, or see docs/operating/sandbox.md for SPAWNSCOPE_OWN_PROGRAMS=on',
    )
  return openOwnPrograms({ sandbox: walls, find: () => findToolchains(homedir(), goCache), rates })
}

const off = (message: string, cure: string): Refusal => refusal('own_off', message, cure)
