/**
 * What is wrong with a dev container, judged without Docker. No package of the registry has the schema, so the keys that we use are
 * written down here, from the reference at containers.dev. A new key needs a row.
 */
import { validate as validateDockerfile } from 'dockerfile-utils'
import * as z from 'zod/mini'
import { copySourcesOf } from '../release/copySources.ts'

const onAutoForward = z.enum(['notify', 'openBrowser', 'openBrowserOnce', 'openPreview', 'silent', 'ignore'])
const DevContainer = z.strictObject({
  name: z.string(),
  build: z.strictObject({ dockerfile: z.string(), context: z.optional(z.string()) }),
  remoteUser: z.string().check(z.refine((user) => user !== 'root', 'nobody works as root')),
  init: z.literal(true, 'without a first process that reaps, orphans of the tests stay'),
  forwardPorts: z.array(z.int().check(z.minimum(1), z.maximum(65_535))),
  portsAttributes: z.record(z.string().check(z.regex(/^\d+$/)), z.strictObject({ label: z.string(), onAutoForward })),
  otherPortsAttributes: z.strictObject({ onAutoForward }),
  postCreateCommand: z.string(),
})

export interface DevContainerFiles {
  /** devcontainer.json. */
  settings: string
  dockerfile: string
  /** The port that the server takes unless it is told another. */
  port: number
  /** The commands of package.json. */
  commands: readonly string[]
  /** What Docker leaves out of the context. */
  isLeftOut: (file: string) => boolean
  exists: (file: string) => boolean
}

export function devContainerFaults({ settings, dockerfile, port, commands, isLeftOut, exists }: DevContainerFiles): string[] {
  const faults = validateDockerfile(dockerfile).map(({ message, range }) => `Dockerfile, line ${range.start.line + 1}: ${message}`)
  for (const { line, stage, place } of copySourcesOf(dockerfile))
    if (stage === null && (isLeftOut(place) || !exists(place))) faults.push(`Dockerfile, line ${line}: the context has no ${place}`)
  // One list of packages: a second one would be forgotten.
  if (!/\.ci\/run install\b/.test(dockerfile)) faults.push('Dockerfile: it does not install what `.ci/run install` does')
  if (/apt-get\s+(-\S+\s+)*install/.test(dockerfile)) faults.push('Dockerfile: it installs packages of its own. Cure: name them in .ci/run')
  if (!/^FROM node:\d+-bookworm$/m.test(dockerfile)) faults.push('Dockerfile: it is no Debian bookworm with a Node, for example FROM node:22-bookworm')
  return [...faults, ...settingsFaults(settings, port, commands)]
}

function settingsFaults(text: string, port: number, commands: readonly string[]): string[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return [`devcontainer.json: ${error instanceof Error ? error.message : error}`]
  }
  const result = DevContainer.safeParse(json)
  if (!result.success) return result.error.issues.map(({ path, message }) => `devcontainer.json: ${path.join('.') || 'the file'}: ${message}`)
  const { forwardPorts, portsAttributes, postCreateCommand } = result.data
  const faults: string[] = []
  if (!forwardPorts.includes(port) || !portsAttributes[port]) faults.push(`devcontainer.json: the server's port, ${port}, is not forwarded with a label`)
  for (const named of Object.keys(portsAttributes))
    if (!forwardPorts.includes(Number(named))) faults.push(`devcontainer.json: port ${named} has attributes, but is not forwarded`)
  const command = /^npm run (\S+)$/.exec(postCreateCommand)?.[1] ?? ''
  if (!commands.includes(command)) faults.push(`devcontainer.json: package.json has no command for "${postCreateCommand}"`)
  return faults
}
