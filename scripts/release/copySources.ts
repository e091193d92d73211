/** Reads what a Dockerfile copies, and from where. Pure. */
import path from 'node:path'
import { type Copy, DockerfileParser, type From } from 'dockerfile-ast'

export interface CopiedSource {
  /** From 1. */
  line: number
  /** The stage it comes from, or null for the context. */
  stage: string | null
  /** Relative to the context, or to the folder of the stage into which that stage copied the context. */
  place: string
}

/** Every source of every COPY, in the order of the file. */
export function copySourcesOf(dockerfile: string): CopiedSource[] {
  const folders = new Map<string, string>()
  const sources: CopiedSource[] = []
  let stage = ''
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const words = instruction.getArguments().map((argument) => argument.getValue())
    switch (instruction.getKeyword()) {
      case 'FROM':
        stage = (instruction as From).getBuildStage() ?? ''
        break
      case 'WORKDIR':
        folders.set(stage, words[0] ?? '/')
        break
      case 'COPY': {
        const copy = instruction as Copy
        const from = copy.getFromFlag()?.getValue() ?? null
        const line = copy.getRange().start.line + 1
        const folder = from === null ? '/' : (folders.get(from) ?? '/')
        for (const word of words.slice(0, -1)) sources.push({ line, stage: from, place: path.posix.relative(folder, path.posix.join('/', word)) || '.' })
      }
    }
  }
  return sources
}
