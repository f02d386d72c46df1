import { supply } from '../runtime/supplies.ts'
import { makeLineRecorder } from './line-recorder.ts'
import { columnsOf } from './source-columns.ts'
import { watchProxies } from './watch-proxies.ts'

supply({
  // Not before: a worker that has this script may get a program that is not recorded so.
  makeLines: (add) => makeLineRecorder({ add, isProxy: watchProxies(globalThis) }),
  columnsOf,
})
