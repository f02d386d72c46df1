/** What `import { Thread } from 'threading'` finds in Node. */
import { nodeHost } from './node-host.ts'
import { makeThreading, type Thread as ThreadOf } from './threading.ts'

export const { Thread, enumerate, activeCount } = makeThreading(nodeHost())
export type Thread<R = unknown> = ThreadOf<R>
