import { expect, test } from 'vitest'
import { announcedTraffic } from '../../src/sandbox/announced-traffic.ts'

test('each message that is sent is announced before it counts, what comes and what is taken back is not', () => {
  const traffic = { sent: 0, received: 0 }
  const seen: number[] = []
  const announced = announcedTraffic(traffic, () => seen.push(traffic.sent))
  announced.sent += 1
  announced.sent += 1
  announced.received += 5
  announced.sent += -2
  expect(seen).toEqual([0, 1])
  expect(traffic).toEqual({ sent: 0, received: 5 })
  expect({ sent: announced.sent, received: announced.received }).toEqual(traffic)
})
