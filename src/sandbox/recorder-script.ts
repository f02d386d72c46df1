import { packRecords } from '../trace/packed-records.ts'
import { supply } from '../runtime/supplies.ts'
import { makeLineRecorder } from './line-recorder.ts'
import { columnsOf } from './source-columns.ts'
import { watchArrays } from './watch-arrays.ts'
import { watchProxies } from './watch-proxies.ts'

supply({
  // Not before: a worker that has this script may get a program that is not recorded so.
  makeLines: (lane) => {
    lane.toText = packRecords
    return makeLineRecorder({
      add: (record) => lane.add(record, true),
      isProxy: watchProxies(globalThis),
      isPlainArray: watchArrays(globalThis),
    })
  },
  columnsOf,
})
