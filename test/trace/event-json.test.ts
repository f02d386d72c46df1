import { expect, test } from 'vitest'
import type { RawEvent } from '../../src/trace/event.ts'
import { eventJson } from '../../src/trace/event-json.ts'

test('an event is read back as it was, with infinite scores, and texts that look like them', () => {
  const event: RawEvent = {
    lane: 'server',
    at: 1.5,
    kind: 'snapshot',
    keys: [
      {
        db: 0,
        key: 'z "score":null',
        deadline: null,
        type: 'zset',
        length: 3,
        entries: [
          { text: '"score":null', score: Infinity },
          { text: '"score":[]', score: -Infinity },
          { text: 'c', score: 0.5 },
        ],
      },
    ],
    clients: [],
    mails: [],
    sessions: [],
  }
  expect(JSON.parse(eventJson(event))).toEqual(event)
})
