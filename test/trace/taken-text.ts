import type { RecordPacker } from '../../src/trace/record-packer.ts'

/** What waits in it, as text, which it is where nobody meddles with JSON. */
export function takenText(packer: RecordPacker): string {
  const taken = packer.take()
  if (typeof taken !== 'string') throw new Error('The records came as objects')
  return taken
}
