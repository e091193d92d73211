/** The words of the page in another site's frame. Japanese. */
import type { EmbedWords } from '../../en/page/embed.ts'

export const embed: EmbedWords = {
  open: 'Spawnscope で開く',
  missing: 'この実行はここに保存されていません。自分で実行するには',
  otherSettings: 'この実行は別の設定のもので、ここには保存されていません。下は記録されたままの方式です。自分で実行するには',
}
