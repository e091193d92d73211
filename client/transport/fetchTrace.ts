/** Fetches a stored run or trace as a file: it may be long, and is decoded elsewhere. Null if it is not there, or nobody answers. */
export async function fetchTrace(id: string): Promise<Blob | null> {
  try {
    const response = await fetch(new URL(`api/recordings/${encodeURIComponent(id)}`, document.baseURI))
    // A server of plain files may answer every address with the page itself.
    return response.ok && response.headers.get('content-type')?.includes('ndjson') ? await response.blob() : null
  } catch {
    return null
  }
}
