/** The chart and its figures as files. The picture carries its own colours, because our styles are missing where it is shown. */

const PROPERTIES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'fill-opacity', 'opacity', 'font-family', 'font-size', 'font-weight'] as const
const SHARPER = 2

export function saveText(name: string, type: string, text: string): void {
  save(name, new Blob([text], { type }))
}

/** The drawing with its computed styles inlined, on the page's background colour. */
export function svgText(drawn: SVGSVGElement): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement
  const copies = copy.querySelectorAll<SVGElement>('*')
  drawn.querySelectorAll('*').forEach((element, at) => {
    const style = getComputedStyle(element)
    for (const property of PROPERTIES) copies[at]?.style.setProperty(property, style.getPropertyValue(property))
  })
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  paper.setAttribute('width', '100%')
  paper.setAttribute('height', '100%')
  paper.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor)
  copy.prepend(paper)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return new XMLSerializer().serializeToString(copy)
}

export async function savePng(name: string, drawn: SVGSVGElement): Promise<void> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawn))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = drawn.clientWidth * SHARPER
  canvas.height = drawn.clientHeight * SHARPER
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => blob && save(name, blob), 'image/png')
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has taken it by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}
