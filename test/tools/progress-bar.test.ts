import { expect, test } from 'vitest'
import { progressBar } from '../../src/tools/progress-bar.ts'

test.each([
  [0, '[                        ] 0/24 mails'],
  [12, '[############            ] 12/24 mails'],
  [24, '[########################] 24/24 mails'],
])('%i of 24', (done, bar) => {
  expect(progressBar(done, 24, 'mails')).toBe(bar)
})
