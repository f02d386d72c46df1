import type { ValueData } from '../wire/value-data.ts'

const mostShown = 5
const longestText = 60

/** A value of the program in a few words: `'Ada'`, `[1, 2, … 7 more]`, `Task {id: 1}`; a text by itself is not quoted. */
export function valueWords(value: ValueData): string {
  return value.kind === 'primitive' && value.type === 'string' ? value.text : inner(value)
}

function inner(value: ValueData): string {
  switch (value.kind) {
    case 'primitive':
      return value.type === 'string' ? `'${cut(value.text)}'` : value.text
    case 'function':
      return `ƒ ${cut(value.text)}`
    case 'error':
      return value.text.split('\n', 1)[0] ?? ''
    case 'elided':
      return `${cut(value.text)} …`
    case 'object': {
      const isArray = value.shape === 'array'
      const shown = value.entries.slice(0, mostShown).map((entry) => {
        const text = entry.value === 'getter' ? '(getter)' : short(entry.value)
        if (isArray || value.shape === 'set') return text
        return `${typeof entry.key === 'string' ? entry.key : short(entry.key)}: ${text}`
      })
      if (value.size > shown.length) shown.push(`… ${value.size - shown.length} more`)
      const type = value.type === 'Object' || value.type === 'Array' ? '' : `${value.type} `
      return isArray ? `${type}[${shown.join(', ')}]` : `${type}{${shown.join(', ')}}`
    }
    default:
      return value satisfies never
  }
}

/** Objects in objects by their kind only. */
function short(value: ValueData): string {
  if (value.kind !== 'object') return inner(value)
  return value.shape === 'array' ? `[${value.size}]` : `${value.type} {…}`
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}
