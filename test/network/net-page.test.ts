import { describe, vi } from 'vitest'
import { connectionSuite } from './suites/connection-suite.ts'
import { failureSuite } from './suites/failure-suite.ts'
import { flowSuite } from './suites/flow-suite.ts'
import { halfCloseSuite } from './suites/half-close-suite.ts'
import { serverFailureSuite } from './suites/server-failure-suite.ts'
import { ourWorlds } from './worlds.ts'

// What stands for Node's modules in the page: see src/tools/worker-aliases.ts.
vi.mock('node:stream', () => import('readable-stream'))
vi.mock('node:events', () => import('events/' as string))

describe.each(ourWorlds)('$name, with the page’s streams', (world) => {
  connectionSuite(world)
  failureSuite(world)
  flowSuite(world)
  halfCloseSuite(world)
  serverFailureSuite(world)
})
