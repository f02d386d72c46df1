import { answerRequest } from '../../src/compiler/answer-request.ts'
import { captureConsole } from '../../src/sandbox/console-capture.ts'
import { LaneRecorder } from '../../src/sandbox/lane-recorder.ts'
import { makeLineRecorder } from '../../src/sandbox/line-recorder.ts'
import { linesModule, type CompiledModule } from '../../src/wire/program.ts'
import { figure, type Figure } from './statistics.ts'

const rounds = 15
const warmUps = 3

/** As in step 1.3: digits by way of a stack, each number printed. Some 15,000 lines in all. */
const digits = `class MyStack {
  #items: number[] = []
  push(item: number) { this.#items.push(item) }
  pop() { return this.#items.pop() }
  empty() { return this.#items.length === 0 }
}
function transform(num: number, stack = new MyStack()) {
  let digits = ''
  let rest = num
  do {
    stack.push(rest % 2)
    rest = Math.floor(rest / 2)
  } while (rest > 0)
  while (!stack.empty()) digits += stack.pop()
  return digits
}
export async function main() {
  for (let num = 0; num < 250; num++) console.log(num, 'is', transform(num))
}`

/** A loop that goes on long after the recording has ended. */
const loop = `export async function main() {
  let sum = 0
  for (let i = 0; i < 20_000_000; i++) {
    sum += i % 7
  }
  return sum
}`

type Main = () => Promise<unknown>

/** What recording costs: times of recorded runs, divided by those of plain runs between them. */
export async function benchLines(): Promise<readonly Figure[]> {
  return [
    figure('recorded line by line: step 1.3 ÷ plain', '×', await ratios(digits), { atMost: 2 }),
    figure('recorded line by line: a long loop ÷ plain', '×', await ratios(loop), { atMost: 2 }),
  ]
}

async function ratios(text: string): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; round < rounds + warmUps; round++) {
    const plain = await timeOf(text, false)
    const recorded = await timeOf(text, true)
    if (round >= warmUps) samples.push(recorded / plain)
  }
  return samples
}

/** Of `main()`, in ms of the processor's time, with a console that sends what is printed to another thread, and a recorder that does. */
async function timeOf(text: string, isRecorded: boolean): Promise<number> {
  const { port1, port2 } = new MessageChannel()
  port2.onmessage = () => undefined
  const outcome = await answerRequest({
    files: [{ name: 'exercise.ts', text }],
    entry: 'exercise.ts',
    target: 'module',
    builtins: [],
    isRecorded,
  })
  if (outcome.kind !== 'compiled') throw new Error('The program of the bench does not compile')
  const now = performance.now.bind(performance)
  const lane = new LaneRecorder({
    lane: 'main',
    post: (message) => port1.postMessage(message),
    at: Date.now,
    now,
    defer: (flush) => void setTimeout(flush, 10),
  })
  const output = captureConsole((entries) => port1.postMessage(entries), {
    now,
    defer: (flush) => void setTimeout(flush, 10),
  })
  const lines = makeLineRecorder({ add: (record) => lane.add(record, true) })
  const main = await load(outcome.modules.at(-1), { console: output.console, lines })
  const start = process.cpuUsage()
  await main()
  output.flush()
  lane.flush()
  const { user, system } = process.cpuUsage(start)
  const ms = (user + system) / 1000
  port1.close()
  return ms
}

/** The module, with a console and a recorder of its own. */
async function load(module: CompiledModule | undefined, values: Record<string, unknown>): Promise<Main> {
  Reflect.set(globalThis, 'bench', values)
  let code = module?.code ?? ''
  const site = module?.imports.find(({ resolved }) => resolved === linesModule)
  if (site)
    code = `${code.slice(0, site.start)}'${dataUrl('export default bench.lines')}#${Math.random()}'${code.slice(site.end)}`
  const loaded = (await import(dataUrl(`${code}\nconst { console } = bench // ${Math.random()}`))) as {
    main: Main
  }
  return loaded.main
}

function dataUrl(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
}
