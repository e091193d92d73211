/**
 * npm run likeness [-- STRATEGY [SETTING]]: how like ours is to the real thing, measured now, against the edition that
 * the release belongs to and against the article's. With a setting, every call that is not the same.
 */
import { sentenceOf } from '../../client/model/likeness/likenessSentence.ts'
import { likeness } from '../../content/languages/en/page/likeness.ts'
import { cureOf, toolchains } from './build.ts'
import { compare } from './compare.ts'
import { editionOf } from './runSpecimen.ts'

const [strategy, name] = process.argv.slice(2)
for (const toolchain of toolchains()) {
  if (strategy !== undefined && toolchain.strategy !== strategy) continue
  if (toolchain.version === undefined) {
    console.log(cureOf(toolchain))
    continue
  }
  console.log(`${toolchain.specimen.runtime} ${toolchain.version}, ours in edition ${editionOf(toolchain)}`)
  for (const setting of toolchain.specimen.settings) {
    if (name !== undefined && setting.name !== name) continue
    const now = compare(toolchain, setting)
    const then = compare(toolchain, setting, 'article')
    console.log(`  ${setting.name.padEnd(12)} ${String(now.percent).padStart(3)} %  ${sentenceOf(now, likeness)} (article's edition: ${then.percent} %)`)
    if (name === undefined) continue
    for (const { verdict, lane, part, ours, real, explained } of now.pairs) {
      if (verdict !== 'same')
        console.log(`    ${lane} ${part} ${verdict} (${explained ?? 'not explained'})\n      ours ${ours?.text ?? '-'}\n      real ${real?.text ?? '-'}`)
    }
  }
}
