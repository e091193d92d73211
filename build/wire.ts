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

function objectStruct(path: string[], schema: Schema): string {
  const name = cName(...path)
  const fields = Object.entries(schema.properties ?? {}).map(([key, value]) => `\t${cType([...path, key], value)}${key};`)
  declarations.push(`struct ${name} {\n${fields.join('\n')}\n};`)
  return name
}

function listStruct(path: string[], item: Schema): string {
  const element = objectStruct([...path, 'item'], item)
  const name = cName(...path, 'list')
  declarations.push(`struct ${name} {\n\tconst struct ${element} *items;\n\tsize_t count;\n};`)
  return name
}

/** The statements that write one value. */
function emit(path: string[], outer: Schema, value: string, indent: string): string[] {
  const { schema, nullable } = core(outer)
  if (schema.const !== undefined)
    return [typeof schema.const === 'number' ? `${indent}wire_int(w, ${schema.const});` : `${indent}wire_text(w, "${schema.const}");`]
  if (schema.enum) return [`${indent}wire_text(w, ${cName(...path)}_text(${value}));`]
  if (schema.type === 'string') return [`${indent}wire_text(w, ${value});`]
  if (schema.type === 'boolean') return [`${indent}wire_bool(w, ${value});`]
  if (schema.type === 'integer' || schema.type === 'number') {
    if (!nullable) return [`${indent}wire_int(w, ${value});`]
    return [`${indent}if (${value})`, `${indent}\twire_int(w, *${value});`, `${indent}else`, `${indent}\twire_null(w);`]
  }
  if (schema.type === 'array') {
    if (schema.items?.type === 'string') return [`${indent}wire_texts(w, ${value});`]
    if (schema.items?.type === 'integer') return [`${indent}wire_int_list(w, ${value});`]
    return [
      `${indent}wire_open_array(w);`,
      `${indent}for (size_t i = 0; i < ${value}.count; i++) {`,
      ...emitObject([...path, 'item'], schema.items ?? {}, `${value}.items[i]`, `${indent}\t`),
      `${indent}}`,
      `${indent}wire_close_array(w);`,
    ]
  }
  return emitObject(path, schema, value, indent)
}

function emitObject(path: string[], schema: Schema, value: string, indent: string): string[] {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => [
    `${indent}wire_key(w, "${key}");`,
    ...emit([...path, key], field, `${value}.${key}`, indent),
  ])
  return [`${indent}wire_open_object(w);`, ...fields, `${indent}wire_close_object(w);`]
}

function emitter(event: Schema): string {
  const properties = Object.entries(event.properties ?? {})
  const kind = String(event.properties?.kind?.const)
  const own = properties.filter(([key]) => !LINE_KEYS.has(key))
  const given = own.filter(([, schema]) => schema.const === undefined)
  const parameters = given.map(([key, schema]) => `${cType([kind, key], schema)}${key}`)
  const body = own.flatMap(([key, schema]) => [`\twire_key(w, "${key}");`, ...emit([kind, key], schema, key, '\t')])
  return `static inline void ${cName(kind)}(struct wire *w, ${parameters.join(', ')})\n{\n\t${header.begin}(w);\n${body.join('\n')}\n\twire_finish(w);\n}`
}

/** A whole header as text. */
function textOf(made: Header): string {
  header = made
  declarations = []
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
