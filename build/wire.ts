/**
 * protocol/events.ts → native/wire/gen/wire_events.h and protocol/bench.ts → native/wire/gen/wire_bench.h:
 * one typed C function per kind of line.
 * build/programs.ts writes the third generated header.
 * `--check` writes nothing and exits 1 when a checked-in header is not current.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { BenchLine } from '../protocol/bench.ts'
import { STAGES, TraceEvent } from '../protocol/events.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'
import { PROGRAMS_HEADER, programsHeader } from './programs.ts'

interface Schema {
  type?: string
  const?: string | number
  enum?: string[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** wire_begin writes these for every line. */
const LINE_KEYS = new Set(['seq', 'ns', 'phase', 'step'])

interface Header {
  from: string
  out: string
  guard: string
  lines: z.ZodMiniType
  /** The prefix of every name. */
  prefix: string
  begin: string
  constants: string[]
}

const HEADERS: Header[] = [
  {
    from: 'protocol/events.ts',
    out: 'native/wire/gen/wire_events.h',
    guard: 'WIRE_EVENTS_H',
    lines: TraceEvent,
    prefix: 'wire',
    begin: 'wire_begin',
    constants: [`#define PROTOCOL_VERSION ${PROTOCOL_VERSION}`, `#define PASSPORT_STAGES ${STAGES.length}`],
  },
  {
    from: 'protocol/bench.ts',
    out: 'native/wire/gen/wire_bench.h',
    guard: 'WIRE_BENCH_H',
    lines: BenchLine,
    prefix: 'bench_line',
    begin: 'wire_begin_plain',
    constants: [],
  },
]

let header = HEADERS[0] as Header
let declarations: string[] = []

function cName(...parts: string[]): string {
  return [header.prefix, ...parts].join('_').replace(/[^a-z0-9]+/gi, '_')
}

/** `anyOf [x, null]` is a nullable x. */
function core(schema: Schema): { schema: Schema; nullable: boolean } {
  const options = schema.anyOf ?? schema.oneOf
  if (!options) return { schema, nullable: false }
  const rest = options.filter((option) => option.type !== 'null')
  const only = rest[0]
  if (rest.length !== 1 || !only) throw new Error(`gen-wire: only nullable unions have a C shape: ${JSON.stringify(schema)}`)
  return { schema: only, nullable: true }
}

/** The C type of one value; declares enums and structs on the way. */
function cType(path: string[], outer: Schema): string {
  const { schema, nullable } = core(outer)
  if (schema.enum) {
    const name = cName(...path)
    const members = schema.enum.map((value) => `\t${cName(...path, value).toUpperCase()},`)
    const texts = schema.enum.map((value) => `"${value}"`).join(', ')
    declarations.push(
      `enum ${name} {\n${members.join('\n')}\n};`,
      `static inline const char *${name}_text(enum ${name} value)\n{\n\tstatic const char *const texts[] = { ${texts} };\n\n\treturn texts[value];\n}`,
    )
    return `enum ${name} `
  }
  if (schema.type === 'string') return 'const char *'
  if (schema.type === 'integer' || schema.type === 'number') return nullable ? 'const long long *' : 'long long '
  if (schema.type === 'boolean') return 'bool '
  if (schema.type === 'array') {
    const item = schema.items ?? {}
    if (item.type === 'string') return 'struct wire_strings '
    if (item.type === 'integer') return 'struct wire_ints '
    if (item.type === 'object') return `struct ${listStruct(path, item)} `
  }
  if (schema.type === 'object') return `struct ${objectStruct(path, schema)} `
  throw new Error(`gen-wire: no C shape for ${path.join('.')}: ${JSON.stringify(schema)}`)
}

/** Lists of one name are of one type, in whichever line they stand. */
const SHARED = new Set(['where'])
const sharedPath = (path: string[]): string[] => (SHARED.has(path.at(-1) ?? '') ? path.slice(-1) : path)
let declared = new Set<string>()

function objectStruct(path: string[], schema: Schema): string {
  const name = cName(...path)
  if (declared.has(name)) return name
  declared.add(name)
  const fields = Object.entries(schema.properties ?? {}).map(([key, value]) => `\t${cType([...path, key], value)}${key};`)
  declarations.push(`struct ${name} {\n${fields.join('\n')}\n};`)
  return name
}

function listStruct(within: string[], item: Schema): string {
  const path = sharedPath(within)
  const element = objectStruct([...path, 'item'], item)
  const name = cName(...path, 'list')
  if (declared.has(name)) return name
  declared.add(name)
  declarations.push(`struct ${name} {\n\tconst struct ${element} *items;\n\tsize_t count;\n};`)
  return name
}

/** The statements that write a line. Text that is the same in every line is joined, because the tracer writes two lines a call. */
class Statements {
  readonly lines: string[] = []
  private text = ''
  private indent = '\t'

  literal(text: string): void {
    this.text += text
  }

  statement(line: string): void {
    if (this.text !== '') this.lines.push(`${this.indent}wire_literal(w, ${JSON.stringify(this.text)});`)
    this.text = ''
    if (line !== '') this.lines.push(`${this.indent}${line}`)
  }

  /** What `write` adds stands one step further in, between these two lines. */
  block(head: string, foot: string, write: () => void): void {
    this.statement(head)
    this.indent += '\t'
    write()
    this.statement('')
    this.indent = this.indent.slice(1)
    if (foot !== '') this.statement(foot)
  }
}

/** Writes one value. */
function emit(to: Statements, path: string[], outer: Schema, value: string): void {
  const { schema, nullable } = core(outer)
  if (schema.const !== undefined) to.literal(JSON.stringify(schema.const))
  else if (schema.enum) to.statement(`wire_bare_text(w, ${cName(...path)}_text(${value}));`)
  else if (schema.type === 'string') to.statement(`wire_bare_text(w, ${value});`)
  else if (schema.type === 'boolean') to.statement(`wire_bare_bool(w, ${value});`)
  else if (schema.type === 'integer' || schema.type === 'number') emitNumber(to, nullable, value)
  else if (schema.type === 'array') emitList(to, path, schema.items ?? {}, value)
  else emitObject(to, path, schema, value)
}

function emitNumber(to: Statements, nullable: boolean, value: string): void {
  if (!nullable) return to.statement(`wire_bare_int(w, ${value});`)
  to.block(`if (${value})`, '', () => to.statement(`wire_bare_int(w, *${value});`))
  to.block('else', '', () => to.literal('null'))
}

function emitList(to: Statements, path: string[], item: Schema, value: string): void {
  if (item.type === 'string') return to.statement(`wire_bare_texts(w, ${value});`)
  if (item.type === 'integer') return to.statement(`wire_bare_ints(w, ${value});`)
  to.literal('[')
  to.block(`for (size_t i = 0; i < ${value}.count; i++) {`, '}', () => {
    to.block('if (i > 0)', '', () => to.literal(','))
    emitObject(to, [...path, 'item'], item, `${value}.items[i]`)
  })
  to.literal(']')
}

function emitObject(to: Statements, path: string[], schema: Schema, value: string): void {
  Object.entries(schema.properties ?? {}).forEach(([key, field], at) => {
    to.literal(`${at === 0 ? '{' : ','}"${key}":`)
    emit(to, [...path, key], field, `${value}.${key}`)
  })
  to.literal('}')
}

function emitter(event: Schema): string {
  const properties = Object.entries(event.properties ?? {})
  const kind = String(event.properties?.kind?.const)
  const own = properties.filter(([key]) => !LINE_KEYS.has(key))
  const given = own.filter(([, schema]) => schema.const === undefined)
  const parameters = given.map(([key, schema]) => `${cType([kind, key], schema)}${key}`)
  const body = new Statements()
  for (const [key, schema] of own) {
    const write = (): void => {
      body.literal(`,"${key}":`)
      emit(body, [kind, key], schema, key)
    }
    if (event.required?.includes(key)) write()
    else if (schema.type === 'array') body.block(`if (${key}.count > 0) {`, '}', write)
    else throw new Error(`gen-wire: only a list can be left out: ${kind}.${key}`)
  }
  body.literal('}\n')
  body.statement('')
  return `static inline void ${cName(kind)}(struct wire *w, ${parameters.join(', ')})\n{\n\t${header.begin}(w);\n${body.lines.join('\n')}\n}`
}

/** A whole header as text. */
function textOf(made: Header): string {
  header = made
  declarations = []
  declared = new Set()
  const schema = z.toJSONSchema(made.lines, { io: 'input' }) as Schema
  const functions = (schema.oneOf ?? schema.anyOf ?? []).map(emitter)
  return [
    `/* Generated by build/wire.ts from ${made.from} (npm run gen). Do not edit. */`,
    `#ifndef ${made.guard}`,
    `#define ${made.guard}`,
    '#include "wire/wire.h"',
    ...made.constants,
    ...declarations,
    ...functions,
    '#endif',
    '',
  ].join('\n\n')
}

const generated = [...HEADERS.map((made) => ({ out: made.out, text: textOf(made) })), { out: PROGRAMS_HEADER, text: programsHeader() }]
for (const { out, text } of generated) {
  const file = new URL(`../${out}`, import.meta.url)
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text)
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${out} is not current: run \`npm run gen\` and commit the result`)
    process.exitCode = 1
  }
}
