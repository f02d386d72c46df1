// Run by tsx in a process of its own: the learners' modules in a realm as the checker makes it.
import 'ses'
import * as schedule from '../../src/runtime/schedule.ts'
import { makeThreading, type ThreadHost } from '../../src/runtime/threading/threading.ts'

lockdown({
  errorTaming: 'unsafe',
  consoleTaming: 'unsafe',
  overrideTaming: 'severe',
  localeTaming: 'unsafe',
  regExpTaming: 'unsafe',
  evalTaming: 'unsafe-eval',
  errorTrapping: 'none',
  unhandledRejectionTrapping: 'none',
  reporting: 'none',
})

const error = {
  name: 'RangeError',
  message: 'no way',
  frames: [{ file: 'exercise.ts', line: 3, column: 5, in: 'job' }],
}
const host: ThreadHost = {
  locate: (fn) =>
    typeof fn === 'function' && fn.name === 'job' ? { module: 'exercise.ts', exportName: 'job' } : null,
  spawn: () => ({ done: Promise.resolve({ kind: 'threw', error, fields: { code: 'ENO' } }) }),
  report: () => undefined,
  sourceUrl: (file) => `learner:///${file}`,
}
const names = harden({ schedule: { ...schedule }, ...makeThreading(host), console })
const compartment = new Compartment({ __options__: true, globals: names })
await compartment.evaluate(`(async () => {
  const { every, runPending, getJobs, clear, CancelJob, IntervalError } = schedule
  let runs = 0
  every(0.001).seconds.tag('often').do(async (n) => { runs += n; return runs === 6 ? CancelJob : undefined }, 2)
  while (getJobs().length > 0) await runPending()
  every().day.at('10:30').do(() => 1)
  clear()
  try { every(2).second } catch (thrown) { console.log(runs, thrown.name, thrown instanceof IntervalError) }

  async function job() {}
  const thread = new Thread(job)
  thread.name = 'mail'
  await thread.start().join().catch((thrown) => {
    console.log(thread.name, thrown instanceof RangeError, thrown.code, thrown.stack.split('\\n')[1].trim())
  })
  await new Thread(() => 1).start().join().catch((thrown) => console.log(thrown.message.slice(0, 46)))
  try { Thread.prototype.start = 1 } catch (thrown) { console.log(thrown.name) }
})()`)
