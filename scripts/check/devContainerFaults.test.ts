import { expect, it } from 'vitest'
import { type DevContainerFiles, devContainerFaults } from './devContainerFaults.ts'

const SETTINGS = {
  name: 'X',
  build: { dockerfile: 'Dockerfile', context: '..' },
  remoteUser: 'node',
  init: true,
  forwardPorts: [4000],
  portsAttributes: { '4000': { label: 'X', onAutoForward: 'openPreview' } },
  otherPortsAttributes: { onAutoForward: 'ignore' },
  postCreateCommand: 'npm run setup',
}
const DOCKERFILE = 'FROM node:22-bookworm\nCOPY .ci/run /opt/.ci/run\nRUN bash /opt/.ci/run install\n'
const faultsOf = ({ settings = {}, ...changed }: { settings?: object } & Partial<Omit<DevContainerFiles, 'settings'>>): string[] =>
  devContainerFaults({
    settings: JSON.stringify({ ...SETTINGS, ...settings }),
    dockerfile: DOCKERFILE,
    port: 4000,
    commands: ['setup'],
    isLeftOut: () => false,
    exists: (file) => file === '.ci/run',
    ...changed,
  })

it('a good dev container has no fault', () => {
  expect(faultsOf({})).toEqual([])
})

it.each<[string, Parameters<typeof faultsOf>[0], string]>([
  ['an unknown key', { settings: { forwardPort: [4000] } }, 'devcontainer.json: the file: '],
  ['a privilege', { settings: { runArgs: ['--privileged'] } }, 'devcontainer.json: the file: '],
  ['an unknown way to open', { settings: { otherPortsAttributes: { onAutoForward: 'open' } } }, 'devcontainer.json: otherPortsAttributes.onAutoForward: '],
  ['work as root', { settings: { remoteUser: 'root' } }, 'devcontainer.json: remoteUser: nobody works as root'],
  ['another port', { port: 4001 }, "devcontainer.json: the server's port, 4001, is not forwarded"],
  ['a command that is not there', { settings: { postCreateCommand: 'npm run prepare' } }, 'has no command for "npm run prepare"'],
  ['a list of packages of its own', { dockerfile: `${DOCKERFILE}RUN apt-get -y install vim\n` }, 'Dockerfile: it installs packages of its own'],
  ['no packages', { dockerfile: DOCKERFILE.replace(' install', '') }, 'Dockerfile: it does not install'],
  ['another system', { dockerfile: DOCKERFILE.replace('22-bookworm', '22-alpine') }, 'Dockerfile: it is no Debian bookworm'],
  ['a word that Docker does not know', { dockerfile: `${DOCKERFILE}RUNN x\n` }, 'Dockerfile, line 4: '],
  ['a file that is not in the context', { isLeftOut: () => true }, 'Dockerfile, line 2: the context has no .ci/run'],
])('%s is found', (_, changed, fault) => {
  const faults = faultsOf(changed)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(fault)
})
