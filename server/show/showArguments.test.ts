import { describe, expect, it } from 'vitest'
import { showArguments } from './showArguments.ts'

const words = (line: string) => showArguments(line.split(' ').filter((word) => word !== ''))

describe('what is asked', () => {
  it.each([
    ['-- make -j2', { what: { is: 'program', argv: ['make', '-j2'] }, open: false, port: null, output: null }],
    [
      '--open --port 4100 -o kept.ndjson -- sh -c --help',
      { what: { is: 'program', argv: ['sh', '-c', '--help'] }, open: true, port: 4100, output: 'kept.ndjson' },
    ],
    ['-- env -- --', { what: { is: 'program', argv: ['env', '--', '--'] } }],
    ['trace.ndjson', { what: { is: 'file', file: 'trace.ndjson' } }],
    ['--max-events 100000 ./run.strace', { what: { is: 'file', file: './run.strace' }, maxEvents: 100_000 }],
  ])('%s', (line, asked) => {
    expect(words(line)).toMatchObject(asked)
  })

  it.each(['--help', '-h', '-h -- make'])('%s is a question', (line) => {
    expect(words(line)).toBeNull()
  })
})

describe('what is wrong is said with its cure', () => {
  it.each([
    ['', 'nothing to show', 'show -- PROG'],
    ['--', 'no program', 'show -- PROG'],
    ['make -- -j2', '"make" stands before --', 'show -- make'],
    ['one.log two.log', '"two.log" is a second', 'show -- one.log two.log'],
    ['--port 0 a.log', '--port is "0"', '1 to 65535'],
    ['--port 4e3 a.log', '--port is "4e3"', '1 to 65535'],
    ['--max-events 2000000 -- make', '--max-events is "2000000"', '1 to 1000000'],
    ['--prot 4000 a.log', '--prot', '--help'],
    ['--open=yes a.log', '--open', '--help'],
    ['a.log --port', '--port', '--help'],
  ])('%s', (line, wrong, cure) => {
    expect(() => words(line)).toThrow(wrong)
    expect(() => words(line)).toThrow(cure)
  })
})
