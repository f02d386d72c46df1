import { expect, test } from 'vitest'
import { parseRequestLine } from '../../src/course/request-line.ts'

test.for([
  ['GET /email_worker/?user_id=1', { method: 'GET', path: '/email_worker/?user_id=1', body: '' }],
  ['  DELETE   /users/1 ', { method: 'DELETE', path: '/users/1', body: '' }],
  ['POST /users {"name": "Ada L"}', { method: 'POST', path: '/users', body: '{"name": "Ada L"}' }],
  ['POST /users', { method: 'POST', path: '/users', body: '' }],
] as const)('%s', ([line, request]) => {
  expect(parseRequestLine(line)).toEqual(request)
})

test.for([
  '/users',
  'GET',
  'GET users',
  'get /users',
  'FETCH /users',
  'GET /users {"a":1}',
  'GET /users#top',
  '',
])('is no request: %s', (line) => {
  expect(parseRequestLine(line)).toBeNull()
})
