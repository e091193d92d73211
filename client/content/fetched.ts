/** What ships beside the page, as text; undefined when nothing ships there, or when it cannot be fetched. */
export async function fetched(url: string | undefined): Promise<string | undefined> {
  if (url === undefined) return undefined
  try {
    const response = await fetch(new URL(url, document.baseURI))
    return response.ok ? await response.text() : undefined
  } catch {
    // Without a network there is no recording; the page says that there is no run yet.
    return undefined
  }
}
