import { expect, test } from 'vitest'
import { statusWords, timeText } from '../../../src/app/panels/web-words.ts'

test.for([
  [200, '', '200 OK', 'good'],
  [201, 'Made', '201 Made', 'good'],
  [302, '', '302 Found', 'onward'],
  [404, '', '404 Not Found', 'refused'],
  [500, '', '500 Internal Server Error', 'broken'],
  [299, '', '299', 'good'],
  [0, '', '0', 'broken'],
] as const)('%i %s', ([status, statusText, title, kind]) => {
  expect(statusWords(status, statusText)).toMatchObject({ title, kind })
})

test('a code without a name of its own means what its class means', () => {
  expect(statusWords(418, '').meaning).toBe('something is wrong with the request')
  expect(statusWords(0, '').meaning).toBe('no status that HTTP knows')
})

test('times are short to read', () => {
  expect([0.4, 1, 12.6, 1500].map(timeText)).toEqual(['under 1 ms', '1 ms', '13 ms', '1.5 s'])
})
