/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of a workflow look like that */
import { describe, expect, it } from 'vitest'
import { workflowFaults } from './workflowFaults.ts'

const GOOD = `name: good
on:
  push:
    branches: [main]
permissions:
  contents: read
concurrency:
  group: good
jobs:
  first:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    strategy:
      matrix:
        node: ['20', '22']
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - id: say
        run: echo "\${{ matrix.node }}"
  second:
    needs: [first]
    runs-on: ubuntu-24.04-arm
    timeout-minutes: 5
    permissions:
      id-token: write
    steps:
      - run: echo "\${{ github.sha }}"
`
const faults = async (text: string): Promise<string[]> => (await workflowFaults(text, 'x.yml')).map(({ line, what }) => `${line}: ${what}`)
/** One change that must be there to be made. */
function planted(from: string, to: string): string {
  expect(GOOD).toContain(from)
  return GOOD.replace(from, () => to)
}

it('a good workflow has no fault', async () => {
  expect(await faults(GOOD)).toEqual([])
})

describe('actionlint finds', () => {
  it.each([
    ['what is no YAML', 'run: echo "${{ github.sha }}"', 'run: { echo: x', /could not parse as YAML/],
    ['an unknown key of an event', 'branches:', 'branch:', /^4: unexpected key "branch"/],
    ['an unknown key of a job', 'timeout-minutes: 5\n    permissions', 'timeout-minutes: 5\n    permission', /^26: unexpected key "permission" for "job"/],
    ['an unknown key of a step', 'run: echo "${{ github.sha }}"', 'runs: x', /^29: unexpected key "runs" for "step"/],
    ['a missing value of the matrix', 'matrix.node }}', 'matrix.nod }}', /^21: property "nod" is not defined/],
    ['an unknown property of an expression', 'github.sha', 'github.shaa', /^29: property "shaa" is not defined/],
    ['an expression that does not end', '${{ github.sha }}', "${{ 'x }}", /^29: got unexpected EOF/],
    ['a needed job that does not exist', 'needs: [first]', 'needs: [frist]', /^22: job "second" needs job "frist" which does not exist/],
    ['jobs that need each other', 'first:\n    runs-on', 'first:\n    needs: second\n    runs-on', /cyclic dependencies/],
    ['an output of no step', 'github.sha', 'steps.say.outputs.x', /^29: property "say" is not defined/],
    ['an unknown right', 'id-token: write', 'id-tokn: write', /^27: unknown permission scope "id-tokn"/],
    ['a right with another value', 'id-token: write', 'id-token: maybe', /^27: "maybe" is invalid for permission/],
    ['an unknown machine', 'ubuntu-24.04-arm', 'ubuntu-24.04-amr', /^24: label "ubuntu-24.04-amr" is unknown/],
    ['an unknown input of an action that is pinned', 'persist-credentials', 'persist-credential', /^19: input "persist-credential" is not defined/],
    ['a title that a stranger wrote, in a command', 'github.sha', 'github.event.pull_request.title', /^29: .* is potentially untrusted/],
  ])('%s', async (_, from, to, what) => {
    expect(await faults(planted(from, to))).toContainEqual(expect.stringMatching(what))
  })
})

describe('our rules find', () => {
  it.each([
    ['an action by its tag', '@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0', '@v5', '17: the action is not pinned by its commit'],
    ['a commit without its version', ' # v5.0.0', '', '17: the action is not pinned by its commit'],
    ['rights of the whole file', 'contents: read', 'contents: write', '5: the whole file may do more'],
    ['a job without an end', '    timeout-minutes: 5\n    strategy', '    strategy', '10: job "first" has no timeout-minutes'],
    ['a token left in the clone', 'persist-credentials: false', 'persist-credentials: true', '10: job "first" leaves its token in the clone'],
    ['a stored secret', 'github.sha', 'secrets.NPM_TOKEN', '29: a stored secret: NPM_TOKEN'],
    ['code of strangers with our rights', '  push:\n    branches: [main]', '  pull_request_target:', '3: pull_request_target'],
    ['no concurrency group', 'concurrency:\n  group: good\n', '', '1: no concurrency group'],
  ])('%s', async (_, from, to, what) => {
    const found = await faults(planted(from, to))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(what)
  })
})
