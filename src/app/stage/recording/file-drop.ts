/**
 * Takes files that are dropped on an element; gives back what ends it. `hover` is told whether one is held above it.
 *
 *     const stop = takeDrops(stage, { drop: (files) => open(files[0]), hover: (isAbove) => (this.isAbove = isAbove) })
 */
export function takeDrops(
  target: HTMLElement,
  { drop, hover }: { drop(files: readonly File[]): void; hover(isAbove: boolean): void },
): () => void {
  const stop = new AbortController()
  const listen = (type: 'dragover' | 'dragleave' | 'drop', heed: (event: DragEvent) => void): void =>
    target.addEventListener(type, heed, { signal: stop.signal })
  listen('dragover', (event) => {
    // Text that is dragged is for the editor.
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    hover(true)
  })
  listen('dragleave', (event) => {
    // On to an element within it is not away from it.
    if (!(event.relatedTarget instanceof Node && target.contains(event.relatedTarget))) hover(false)
  })
  listen('drop', (event) => {
    hover(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0) return
    // The browser would go to the file, away from the page.
    event.preventDefault()
    drop(files)
  })
  return () => stop.abort()
}
