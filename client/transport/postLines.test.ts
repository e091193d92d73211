import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { decoder } from '../../protocol/decoder.ts'
import { postLines } from './postLines.ts'

const decode = decoder(z.strictObject({ n: z.int() }))

/** What is said of an answer. */
async function said(answer: () => Promise<Response>, signal = new AbortController().signal): Promise<unknown[]> {
  vi.stubGlobal('document', { baseURI: 'http://here.example/' })
  vi.stubGlobal('fetch', answer)
  const lines: unknown[] = []
  await postLines('api/x', {}, { decode, isLast: ({ n }) => n === 0 }, (line) => lines.push(line), signal)
  return lines
}
const answered = (body: string, status = 200) => said(async () => new Response(body, { status }))
const lost = (message: string) => ({ kind: 'refusal', code: 'connection_lost', message, cure: 'try again', field: '' })

afterEach(() => vi.unstubAllGlobals())

describe('lines of an answer', () => {
  it('are passed on in their order, whatever pieces they come in', async () => {
    const pieces = ['{"n":2}\n{"', 'n":1}\n{"n":0}', '\n']
    const body = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        const next = pieces.shift()
        if (next === undefined) stream.close()
        else stream.enqueue(new TextEncoder().encode(next))
      },
    })
    expect(await said(async () => new Response(body))).toEqual([{ n: 2 }, { n: 1 }, { n: 0 }])
  })

  it('that end before the last one are said to be broken off; what is no line is left out', async () => {
    expect(await answered('{"n":2}\nnonsense\n')).toEqual([{ n: 2 }, lost('the answer of the server broke off')])
  })

  it('of a refusal are that refusal, also where a proxy answers in HTML', async () => {
    const refusal = { code: 'too_busy', message: 'm', cure: 'c', field: '' }
    expect(await answered(JSON.stringify(refusal), 429)).toEqual([{ kind: 'refusal', ...refusal }])
    expect(await answered('<html>', 502)).toEqual([lost('the server answered 502')])
  })

  it('that nobody sends are said in our words, not in those of the browser', async () => {
    expect(await said(() => Promise.reject(new TypeError('Failed to fetch')))).toEqual([lost('the server does not answer')])
  })

  it('are not heard of after an abort', async () => {
    expect(await said(() => Promise.reject(new DOMException('aborted', 'AbortError')), AbortSignal.abort())).toEqual([])
  })
})
