/** What of a console a program may call; those that print, and those that do not. */
const printing = [
  'log',
  'info',
  'warn',
  'error',
  'debug',
  'table',
  'dir',
  'trace',
  'group',
  'groupCollapsed',
] as const
const silent = ['groupEnd', 'assert', 'clear', 'count', 'countReset', 'time', 'timeEnd', 'timeLog'] as const

const mostLines = 200
const longestLine = 500

/** A console whose lines are handed to `print`, cut, with the name of the method that printed. Tests may spy on it. */
export function collectingConsole(print: (line: string, method: string) => void): Console {
  let lines = 0
  const write =
    (name: string) =>
    (...values: unknown[]): void => {
      if (lines++ < mostLines) print(values.map(toText).join(' ').slice(0, longestLine), name)
    }
  const methods = [
    ...printing.map((name) => [name, write(name)]),
    ...silent.map((name) => [name, () => undefined]),
  ]
  return Object.fromEntries(methods) as unknown as Console
}

/** A console for the learner's program, which calls the realm's: a test that spies on that one hears it. */
export function forwardingConsole(): object {
  const forward =
    (name: (typeof printing)[number] | (typeof silent)[number]) =>
    (...values: unknown[]): void =>
      void Reflect.apply(globalThis.console[name], globalThis.console, values)
  return Object.fromEntries([...printing, ...silent].map((name) => [name, forward(name)]))
}

function toText(value: unknown): string {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  } catch {
    return '(a value that cannot be printed)'
  }
}
