/** Gives the reader a file under the product's name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = `spawnscope-${name}`
  link.click()
  URL.revokeObjectURL(url)
}
