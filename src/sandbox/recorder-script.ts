import { RecordPacker } from '../trace/record-packer.ts'
import { supply } from '../runtime/supplies.ts'
import { isTextBent } from './lane-recorder.ts'
import { makeLineRecorder } from './line-recorder.ts'
import { columnsOf } from './source-columns.ts'
import { watchArrays } from './watch-arrays.ts'
import { watchProxies } from './watch-proxies.ts'

/** Records in one message: so many are read in a few milliseconds. */
const mostInMessage = 2000

supply({
  // Not before: a worker that has this script may get a program that is not recorded so.
  makeLines: (lane) => {
    const packer = new RecordPacker({
      at: () => lane.at(),
      added: () => lane.added(),
      ended: () => lane.flush(),
      isBent: isTextBent,
    })
    lane.use(packer, mostInMessage)
    return makeLineRecorder({
      packer,
      isProxy: watchProxies(globalThis),
      isPlainArray: watchArrays(globalThis),
    })
  },
  columnsOf,
})
