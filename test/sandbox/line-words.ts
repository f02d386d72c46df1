import type { LineRecord, VariableChange } from '../../src/wire/lane-messages.ts'
import { argumentText } from '../../src/sandbox/line-text.ts'

/** A record in a line, to compare: `2:5 a=1 ×3 of 4` is line 5 in frame 2, in the third turn of the loop of line 4. */
export function lineWords(record: LineRecord): string {
  switch (record.kind) {
    case 'enter':
      return `enter ${record.frame} ${record.name || '()'} ${record.file}:${record.line} from ${record.parent}${record.isAsync ? ' async' : ''}`
    case 'step':
      return `${record.frame}:${record.line}${changes(record.changes)}${record.loop ? ` ×${record.loop.count} of ${record.loop.line}` : ''}`
    case 'await':
      return `await ${record.frame}:${record.line}`
    case 'resume':
      return `resume ${record.frame}`
    case 'leave':
      return `leave ${record.frame} ${record.how}${record.value ? ` ${argumentText(record.value)}` : ''}${changes(record.changes)}`
    case 'structure':
      return `${record.type} ${record.id} '${record.label}' [${record.items.join(', ')}] of ${record.size} by ${record.method}`
    case 'lines-end':
      return `end after ${record.steps} at ${record.place?.file}:${record.place?.line}`
  }
}

function changes(list: readonly VariableChange[] = []): string {
  return list.map(({ name, value }) => ` ${name}=${argumentText(value)}`).join('')
}
