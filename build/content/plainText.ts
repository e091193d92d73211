/** marked escapes text for HTML; ours is data, and lines are joined. */
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }

export function plainText(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => NAMED[name] ?? '')
}
