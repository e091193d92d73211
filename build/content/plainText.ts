/** Undoes the HTML escapes of marked, because our texts are data, and joins lines. */
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }

export function plainText(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => NAMED[name] ?? '')
}
