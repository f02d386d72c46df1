/** What `import { Thread } from 'threading'` finds in Node. */
import { nodeHost } from './node-host.ts'
import { makeThread, type Thread as ThreadOf, type ThreadConstructor } from './threading.ts'

export const Thread: ThreadConstructor = makeThread(nodeHost())
export type Thread<R = unknown> = ThreadOf<R>
