/** What `threading` says to a learner. Each says what happened and what to write instead. */

/** For `new Thread(…)` with something that is no function. */
export function noFunctionWords(given: unknown): string {
  const what =
    given instanceof Promise
      ? 'a Promise, which is what an async function gives once it is called'
      : given === undefined
        ? 'undefined, which is what a function without a return gives once it is called'
        : typeof given === 'string'
          ? `the string ${JSON.stringify(given.slice(0, 60))}`
          : typeDescription(given)
  return (
    `new Thread(…) needs a function, but was given ${what}. ` +
    'Pass the function, do not call it: new Thread(job, 1), not new Thread(job(1)).'
  )
}

/** For a function that no module exports, so that a thread could not find it. */
export function notExportedWords(threadName: string, functionName: string): string {
  const why = 'A thread loads your file anew and finds its function by the name it is exported under.'
  if (functionName.startsWith('bound ')) {
    return `${threadName} cannot run a bound function. ${why} Pass the exported function, and what it needs as arguments: new Thread(job, 1).`
  }
  if (functionName === '') {
    return (
      `${threadName} cannot run a function without a name. ${why} ` +
      'Write `export async function job(id: number) { … }` at the top level of the file, then new Thread(job, id).'
    )
  }
  return (
    `${threadName} cannot run ${functionName}: it is not exported. ${why} ` +
    `Write \`export\` before ${functionName}, at the top level of the file, and give it what it needs as arguments.`
  )
}

/** For an argument that cannot be copied; `place` counts from 1. */
export function argumentWords(threadName: string, place: number, value: unknown): string {
  return (
    `Argument ${place} of ${threadName} cannot be sent to it: ${typeDescription(value)} cannot be copied. ` +
    'A thread gets copies, of plain data only: pass what it needs to make its own (an id, a key, an address).'
  )
}

/** For a result that cannot be copied. */
export function resultWords(threadName: string, value: unknown): string {
  return (
    `${threadName} returned ${typeDescription(value)}, which cannot be copied to where it is joined. ` +
    'Return plain data: texts, numbers, arrays, objects of these.'
  )
}

export function tooManyWords(threadName: string, most: number): string {
  return `${threadName} cannot start: ${most} threads are alive, and no more than ${most} can be at once. join() some of them first.`
}

/** `a function`, `a Redis object`, `an array that holds a function`. */
function typeDescription(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return 'an array with such a value in it'
  if (typeof value !== 'object') return typeof value === 'symbol' ? 'a symbol' : `a ${typeof value}`
  const prototype: unknown = Object.getPrototypeOf(value)
  const name: unknown =
    typeof prototype === 'object' && prototype !== null ? prototype.constructor?.name : undefined
  return typeof name === 'string' && name !== '' && name !== 'Object'
    ? `an object of the class ${name}`
    : 'an object with such a value in it'
}
