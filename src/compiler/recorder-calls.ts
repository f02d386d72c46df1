import type { Node, Program } from '@babel/types'
import { canGoOn, declaredBy, hiddenBy, namesIn } from './instrument-facts.ts'

/** Where in a function one is. Null: where there is no frame to tell, as in a field's value or a parameter's default. */
export interface Place {
  /** Variables that have a value by now and can be read. */
  readonly visible: readonly string[]
  readonly loop: { readonly line: number; readonly counter: string } | null
}

/** What is told of a class's function when it is called. */
export interface Method {
  /** Whether there is a `this` from the beginning. */
  readonly hasThis: boolean
  readonly parameters: readonly string[]
}

/** A list of more would only be long. */
const mostVariables = 30

/** The recorder's calls as text. All names in it are others than the module's. */
export class RecorderCalls {
  /** What the module knows the recorder by. */
  readonly recorder: string
  /** What each function knows its frame by. */
  readonly frame: string
  readonly #file: string
  readonly #prefix: string
  #counters = 0

  constructor(file: string, program: Program) {
    const names = [...namesIn(program)]
    let prefix = '$m'
    while (names.some((name) => name.startsWith(prefix))) prefix += '_'
    this.#file = file
    this.#prefix = prefix
    this.recorder = `${prefix}r`
    this.frame = `${prefix}f`
  }

  /** A name for the counter of a loop. */
  counter(): string {
    return `${this.#prefix}c${++this.#counters}`
  }

  /** One turn more. Once the recording is over, a loop is to be as quick as it would be without. */
  count(counter: string): string {
    return `if(${this.frame})${counter}++;`
  }

  step({ visible, loop }: Place, line: number): string {
    const f = this.frame
    const values = visible.length > 0 || loop ? `,${readingOf(visible)}` : ''
    const count = loop ? `,${loop.line},${loop.counter}` : ''
    return `if(${f})${f}=${this.recorder}.step(${f},${line}${values}${count});`
  }

  /** Tells what the last statement of a function has changed. */
  end(statements: readonly Node[], place: Place): string {
    if (!canGoOn(statements.at(-1))) return ''
    const visible = withNames(without(place.visible, hiddenBy(statements)), statements.flatMap(declaredBy))
    if (visible.length === 0) return ''
    return `;if(${this.frame})${this.recorder}.end(${this.frame},${readingOf(visible)});`
  }

  enter(name: string, line: number, isAsync: boolean, more = ''): string {
    const call = `${this.recorder}.enter(${JSON.stringify(name)},${JSON.stringify(this.#file)},${line},${isAsync}${more})`
    return `${this.frame}=${this.recorder}.on?${call}:null;`
  }

  /** It waits from here on. Not closed: the value that it waits for may follow. */
  awaiting(line: number): string {
    return `${this.recorder}.awaiting(${this.frame},${line}`
  }

  closing(): string {
    const { recorder: r } = this
    const error = `${this.#prefix}e`
    return `}catch(${error}){throw ${r}.threw(${this.frame},${error})}finally{if(${this.frame})${r}.leave(${this.frame})}`
  }
}

function readingOf(names: readonly string[]): string {
  return names.length === 0 ? '"",null' : `"${names.join(',')}",[${names.join(',')}]`
}

export function without(names: readonly string[], hidden: ReadonlySet<string>): readonly string[] {
  return names.some((name) => hidden.has(name)) ? names.filter((name) => !hidden.has(name)) : names
}

export function withNames(names: readonly string[], more: readonly string[]): readonly string[] {
  if (more.length === 0) return names
  return [...new Set([...names, ...more])].slice(-mostVariables)
}
