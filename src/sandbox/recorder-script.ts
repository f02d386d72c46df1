import { supply } from '../runtime/supplies.ts'
import type { LineRecord } from '../wire/lane-messages.ts'
import { makeLineRecorder } from './line-recorder.ts'
import { watchProxies } from './watch-proxies.ts'

const isProxy = watchProxies(globalThis)

supply({ makeLines: (add: (record: LineRecord) => void) => makeLineRecorder({ add, isProxy }) })
