/** Where the socket is: beside the page. */
export function socketUrl(): string {
  const url = new URL('live', document.baseURI)
  url.protocol = url.protocol.replace('http', 'ws')
  return url.href.split('#')[0] ?? url.href
}
