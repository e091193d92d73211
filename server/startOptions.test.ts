import { describe, expect, it } from 'vitest'
import { startOptions } from './startOptions.ts'

const NOTHING = { port: null, data: null, open: false, outerSandbox: null, classroom: false, address: null }

describe('the words after spawnscope, or npm start --', () => {
  it.each([
    [[], NOTHING],
    [['--outer-sandbox=container'], { ...NOTHING, outerSandbox: 'container' }],
    [['--classroom'], { ...NOTHING, classroom: true }],
    [['--classroom', '--address', '192.168.1.5'], { ...NOTHING, classroom: true, address: '192.168.1.5' }],
    [['--port', '4100', '--open', '--data=/srv/runs'], { ...NOTHING, port: '4100', open: true, data: '/srv/runs' }],
    [['--address=fd00::2', '--classroom'], { ...NOTHING, classroom: true, address: 'fd00::2' }],
  ])('%j are understood', (argv, options) => {
    expect(startOptions(argv)).toEqual(options)
  })

  it.each([
    [
      ['--clasroom'],
      'no option "--clasroom"; did you mean --classroom? Otherwise there are --classroom, --address IP, --open, --port N, --data DIR, --outer-sandbox=container; the rest is in the environment',
    ],
    [['--prot', '4100'], 'did you mean --port? Otherwise there are'],
    [['-c'], 'no option "-c"; did you mean --classroom? Otherwise there are'],
    [['--toString'], 'no option "--toString"; there are'],
    [['classroom'], '"classroom" is no option; there are'],
    [['--classroom', '192.168.1.5'], '"192.168.1.5" is no option; there are'],
    [['--data'], '--data wants a value. Cure: write --data DIR'],
    [['--open=yes'], '--open takes no value. Cure: write --open'],
    [['--classroom=yes'], '--classroom takes no value. Cure: write --classroom'],
    [['--classroom', '--address'], '--address wants a value. Cure: write --address IP'],
    [['--address', '--classroom'], '--address wants a value. Cure: write --address IP'],
    [['--classroom', '--address='], '--address wants a value. Cure: write --address IP'],
    [['--classroom', '--classroom'], '--classroom is given twice. Cure: give it once'],
    [['--address', '192.168.1.5'], '--address goes with --classroom. Cure: write --classroom --address IP'],
  ])('%j are refused, with the cure', (argv, words) => {
    expect(() => startOptions(argv)).toThrow(words)
  })

  it('leave a bad word of --outer-sandbox to the check of the environment', () => {
    expect(startOptions(['--outer-sandbox=yes']).outerSandbox).toBe('yes')
  })
})
