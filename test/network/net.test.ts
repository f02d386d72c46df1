import { describe, expect, test } from 'vitest'
import { connectionSuite } from './suites/connection-suite.ts'
import { failureSuite } from './suites/failure-suite.ts'
import { flowSuite } from './suites/flow-suite.ts'
import { halfCloseSuite } from './suites/half-close-suite.ts'
import { serverFailureSuite } from './suites/server-failure-suite.ts'
import { worlds } from './worlds.ts'

// The same expectations for Node's own `net` and for ours.
describe.each(worlds)('$name', (world) => {
  connectionSuite(world)
  failureSuite(world)
  flowSuite(world)
  halfCloseSuite(world)
  serverFailureSuite(world)

  test.for([
    ['127.0.0.1', 4],
    ['255.255.255.255', 4],
    ['256.0.0.1', 0],
    ['01.2.3.4', 0],
    ['1.2.3', 0],
    ['1.2.3.4.', 0],
    ['', 0],
    ['localhost', 0],
    [undefined, 0],
    ['::', 6],
    ['::1', 6],
    ['1:2:3:4:5:6:7:8', 6],
    ['1:2:3:4:5:6:7::', 6],
    ['1:2:3:4:5:6:7:8:9', 0],
    ['1::2::3', 0],
    [':::', 0],
    ['12345::', 0],
    ['::ffff:127.0.0.1', 6],
    ['::127.0.0.1:1', 0],
    ['fe80::1%eth0', 6],
    ['fe80::1%', 0],
    ['1:2', 0],
  ] as const)('isIP(%j) is %i', ([text, expected]) => {
    const { isIP, isIPv4, isIPv6 } = world.client
    expect([isIP(text as string), isIPv4(text as string), isIPv6(text as string)]).toEqual([
      expected,
      expected === 4,
      expected === 6,
    ])
  })
})
