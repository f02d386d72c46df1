import { expect, test } from 'vitest'
import { indentJson } from '../../../src/app/panels/json-text.ts'

test.for([
  ['{"ids":[1,2],"name":"Ada"}', '{\n  "ids": [\n    1,\n    2\n  ],\n  "name": "Ada"\n}'],
  ['[{}, [ ], {"a":{"b":null}}]', '[\n  {},\n  [],\n  {\n    "a": {\n      "b": null\n    }\n  }\n]'],
  ['{"a,b":"{[:\\"x\\\\"}', '{\n  "a,b": "{[:\\"x\\\\"\n}'],
  // As it came: numbers that JavaScript cannot hold, keys that come twice.
  ['[12345678901234567890, 1.0]', '[\n  12345678901234567890,\n  1.0\n]'],
  ['{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
] as const)('%s', ([text, indented]) => {
  expect(indentJson(text)).toBe(indented)
})

test('leaves alone what is no JSON, no object or list, cut, or nested without end', () => {
  for (const text of ['', 'hello', '"text"', '17', '{"a":1', '{a:1}', '['.repeat(9999) + ']'.repeat(9999)])
    expect(indentJson(text)).toBeNull()
})
