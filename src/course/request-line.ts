/** A request that a step suggests. */
export interface LessonRequest {
  readonly method: string
  /** With its query: `/email_worker/?user_id=1`. */
  readonly path: string
  /** '' for none. */
  readonly body: string
}

/** Methods of RFC 9110 and 5789 that the address bar offers. */
export const requestMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const

const line = new RegExp(`^(${requestMethods.join('|')}) +(/[^\\s#]*)(?: +(\\S.*))?$`, 's')

/**
 * A request in one line: method, path with query, and the body of those that have one.
 *
 *     parseRequestLine('GET /email_worker/?user_id=1')
 *     parseRequestLine('POST /users {"name":"Ada"}')      // null for what is no request
 */
export function parseRequestLine(text: string): LessonRequest | null {
  const [, method, path, body = ''] = line.exec(text.trim()) ?? []
  if (!method || !path || (body && !hasBody(method))) return null
  return { method, path, body }
}

/** Whether requests of this method are sent with a body. */
export function hasBody(method: string): boolean {
  return ['POST', 'PUT', 'PATCH'].includes(method)
}
