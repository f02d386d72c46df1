import type { WebResponse } from '../../../src/wire/web-messages.ts'

export function responseDouble(changes: Partial<WebResponse> = {}): WebResponse {
  return {
    status: 200,
    statusText: '',
    headers: [['content-type', 'text/plain;charset=UTF-8']],
    body: 'hello',
    isCut: false,
    ms: 3,
    error: null,
    ...changes,
  }
}
