/** When a log tells its readers: once before the next frame is drawn. */
export const nextFrame = (publish: () => void): void => {
  requestAnimationFrame(publish)
}
