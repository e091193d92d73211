/** A recording or a log that is dropped on any page opens on the page "Your program". Loaded with the first sign of a reader. */
import { putDropped } from '../runs/droppedFile.ts'

const holdsFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

addEventListener('dragover', (event) => {
  // Without that, the browser would leave the page for the file.
  if (holdsFile(event)) event.preventDefault()
})
addEventListener('drop', (event) => {
  const file = event.dataTransfer?.files[0]
  if (!file) return
  event.preventDefault()
  putDropped(file)
  if (!/^#\/own\/?$/.test(location.hash)) location.hash = '#/own'
})
// Styles and tests see that a file would be taken.
document.documentElement.dataset.takesFiles = ''
