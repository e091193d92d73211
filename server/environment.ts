/** Reads and checks the server's environment variables. */

import { isIP } from 'node:net'
import { homedir } from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'
import { LIMIT_TABLE, type Limits, readLimits } from './limits.ts'

/** The user of the runs if the server is root: outside the ranges of distributions' accounts and of systemd's dynamic users. */
export const RUN_UID = 65_529

const Environment = z.object({
  PORT: z._default(
    z.string().check(
      z.regex(/^\d{1,5}$/, 'PORT (--port) is a number from 0 to 65535, for example 4000'),
      z.refine((port) => Number(port) <= 65535, 'PORT (--port) is a number from 0 to 65535, for example 4000'),
    ),
    '4000',
  ),
  HOST: z._default(
    z.string().check(z.refine((host) => host === 'localhost' || isIP(host) !== 0, 'HOST is an IP address or localhost, for example HOST=127.0.0.1')),
    '127.0.0.1',
  ),
  PUBLIC_HOST: z._default(z.string().check(z.maxLength(1000, 'PUBLIC_HOST is a comma-separated list of host:port')), ''),
  LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'LOG_LEVEL is one of fatal, error, warn, info, debug, silent'), 'warn'),
  /** Another helper instead of native/build/spawnscope, for example the tests' fake one. */
  SPAWNSCOPE_HELPER: z.optional(z.string()),
  /** container: the operator vouches for the container around the server, where bwrap cannot work. Also --outer-sandbox=container. */
  SPAWNSCOPE_OUTER_SANDBOX: z.optional(z.enum(['container'], 'SPAWNSCOPE_OUTER_SANDBOX (--outer-sandbox) can only be container; leave it out otherwise')),
  /** The user of the runs if the server is root. */
  SPAWNSCOPE_RUN_UID: z._default(
    z.string().check(z.regex(/^[1-9]\d{0,8}$/, `SPAWNSCOPE_RUN_UID is the number of a user without an account, for example ${RUN_UID}`)),
    String(RUN_UID),
  ),
  SPAWNSCOPE_ROOT: z.optional(z.string()),
  /** The helpers that a package brings (server/helper/prebuilt.ts). bin/spawnscope.mjs sets it. */
  SPAWNSCOPE_PREBUILT: z.optional(z.string()),
  SPAWNSCOPE_DEV: z.optional(z.string()),
  /** Where recordings are stored. */
  SPAWNSCOPE_DATA: z.optional(z.string().check(z.minLength(1, 'SPAWNSCOPE_DATA is a folder, for example SPAWNSCOPE_DATA=/var/lib/spawnscope'))),
  /** Where systemd's StateDirectory= is. */
  STATE_DIRECTORY: z.optional(z.string()),
  REDIS_URL: z.optional(
    z
      .string()
      .check(z.refine((url) => /^rediss?:\/\/\S+$/.test(url), 'REDIS_URL begins with redis:// or rediss://, for example REDIS_URL=redis://127.0.0.1:6379')),
  ),
  /** off: nobody opens or enters a class here. */
  SPAWNSCOPE_ROOMS: z._default(z.enum(['on', 'off'], 'SPAWNSCOPE_ROOMS is on or off'), 'on'),
  /** What whoever opens a class must know. */
  SPAWNSCOPE_ROOM_PASSWORD: z.optional(
    z.string().check(z.minLength(8, 'SPAWNSCOPE_ROOM_PASSWORD has 8 to 200 characters'), z.maxLength(200, 'SPAWNSCOPE_ROOM_PASSWORD has 8 to 200 characters')),
  ),
  /** off; local: for this machine alone, at level 3 and above; on: for others too, at level 4 only. */
  SPAWNSCOPE_OWN_PROGRAMS: z._default(z.enum(['off', 'local', 'on'], 'SPAWNSCOPE_OWN_PROGRAMS is off, local or on'), 'local'),
  TRUST_PROXY: z._default(
    z.string().check(z.regex(/^\d$/, 'TRUST_PROXY is how many proxies stand before this server, 0 to 9, for example TRUST_PROXY=1')),
    '0',
  ),
})

/**
 * The codespace that this machine says it is, or null. GitHub sets all three variables. Where one is missing or is no part of a
 * name, no further host is let in: the page then says that the host is wrong, as it does for any other.
 */
function codespaceOf({ CODESPACES, CODESPACE_NAME = '', GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN = '' }: NodeJS.ProcessEnv): ServerEnvironment['codespace'] {
  const isName = /^[a-z0-9][a-z0-9-]*$/i.test(CODESPACE_NAME)
  const isDomain = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN)
  return CODESPACES === 'true' && isName && isDomain ? { name: CODESPACE_NAME, domain: GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN } : null
}

/** Variables of our scripts, which the server does not read. */
const OF_SCRIPTS = ['SPAWNSCOPE_SCREENSHOT']

export interface ServerEnvironment {
  port: number
  host: string
  publicHosts: string
  /** Further names that this server answers to, on its own port. */
  ownNames: readonly string[]
  /** GitHub Codespaces forwards our port under a name made of these two. */
  codespace: { name: string; domain: string } | null
  logLevel: string
  /** The checkout or the package: where dist/ lies. */
  root: string
  helper: string
  /** Where the helper and the files of the sandbox were built; null: SPAWNSCOPE_HELPER names another helper. */
  build: string | null
  /** The folder of a package's helpers; null: this is no package. */
  prebuilt: string | null
  /** The operator vouches for the container around the server. */
  outerContainer: boolean
  runUid: number
  development: boolean
  data: string
  redisUrl: string | null
  /** Whether classes are held here, and what whoever opens one must know. */
  roomsOpen: boolean
  roomPassword: string | null
  /** Whether visitors' own programs are compiled and run, and where setup prepares a cache for Go. */
  ownPrograms: 'off' | 'local' | 'on'
  goCache: string
  proxies: number
  limits: Limits
  /** Reachable from other machines. */
  exposed: boolean
}

/** `ownNames`: see there. Throws an Error whose message names the variable and the cure. */
export function readEnvironment(env: NodeJS.ProcessEnv, ownNames: readonly string[] = []): ServerEnvironment {
  const result = Environment.safeParse(env)
  if (!result.success) throw new Error(result.error.issues.map(({ message }) => message).join('\n'))
  const {
    PORT,
    HOST,
    PUBLIC_HOST,
    LOG_LEVEL,
    SPAWNSCOPE_HELPER,
    SPAWNSCOPE_OUTER_SANDBOX,
    SPAWNSCOPE_RUN_UID,
    SPAWNSCOPE_ROOT,
    SPAWNSCOPE_PREBUILT,
    SPAWNSCOPE_DEV,
    SPAWNSCOPE_DATA,
    STATE_DIRECTORY,
    REDIS_URL,
    SPAWNSCOPE_ROOMS,
    SPAWNSCOPE_ROOM_PASSWORD,
    SPAWNSCOPE_OWN_PROGRAMS,
    TRUST_PROXY,
  } = result.data
  refuseStray(env)
  const root = SPAWNSCOPE_ROOT ?? process.cwd()
  const build = path.join(root, 'native/build')
  const helper = SPAWNSCOPE_HELPER ?? path.join(build, 'spawnscope')
  return {
    port: Number(PORT),
    host: HOST,
    publicHosts: PUBLIC_HOST,
    ownNames,
    codespace: codespaceOf(env),
    logLevel: LOG_LEVEL,
    root,
    helper,
    build: helper === path.join(build, 'spawnscope') ? build : null,
    prebuilt: SPAWNSCOPE_PREBUILT ?? null,
    outerContainer: SPAWNSCOPE_OUTER_SANDBOX === 'container',
    runUid: Number(SPAWNSCOPE_RUN_UID),
    development: SPAWNSCOPE_DEV === '1',
    data: SPAWNSCOPE_DATA ?? STATE_DIRECTORY ?? (SPAWNSCOPE_PREBUILT === undefined ? path.join(root, 'data') : homeOfData(env)),
    redisUrl: REDIS_URL ?? null,
    roomsOpen: SPAWNSCOPE_ROOMS === 'on',
    roomPassword: SPAWNSCOPE_ROOM_PASSWORD ?? null,
    ownPrograms: SPAWNSCOPE_OWN_PROGRAMS,
    goCache: path.join(root, 'node_modules/.cache/spawnscope-own/go'),
    proxies: Number(TRUST_PROXY),
    limits: readLimits(env),
    exposed: !(HOST === 'localhost' || HOST === '::1' || HOST.startsWith('127.')),
  }
}

/** Nothing is written where a package is installed: it may belong to somebody else. The XDG base directories have relative ones ignored. */
function homeOfData({ XDG_DATA_HOME: folder = '' }: NodeJS.ProcessEnv): string {
  return path.join(path.isAbsolute(folder) ? folder : path.join(homedir(), '.local/share'), 'spawnscope')
}

/** A misspelt limit would silently not apply. */
function refuseStray(env: NodeJS.ProcessEnv): void {
  const known = [...Object.keys(Environment.shape), ...Object.keys(LIMIT_TABLE).map((name) => `SPAWNSCOPE_${name}`), ...OF_SCRIPTS]
  const stray = Object.keys(env).find((name) => name.startsWith('SPAWNSCOPE_') && !known.includes(name))
  if (stray) throw new Error(`there is no variable ${stray}. Cure: one of ${known.filter((name) => name.startsWith('SPAWNSCOPE_')).join(', ')}`)
}
