/** `node:zlib`: only answers from the web would come packed, and there are none. */

export function createUnzip(): never {
  throw Object.assign(new Error('There is nothing to unpack in the page'), { code: 'ERR_ZLIB_UNAVAILABLE' })
}
