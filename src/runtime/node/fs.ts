import { version } from 'ioredis/package.json'
import { Readable, Writable } from 'node:stream'

/** `node:fs`: there are no files in the page, but for the one in which ioredis looks up its own version to tell it to the server. */
const files = new Map([['/node_modules/ioredis/package.json', JSON.stringify({ version })]])

export const promises = {
  async readFile(path: string): Promise<string> {
    const text = files.get(path)
    if (text !== undefined) return text
    throw noFile(path, '')
  },
}

/** An attachment by its `path`: fails as in Node, and says what to do. */
export function createReadStream(path: string): Readable {
  const advice = '. There are no files in the page: give the attachment’s `content` instead of a `path`'
  return new Readable({ read() {} }).destroy(noFile(path, advice))
}

export function createWriteStream(path: string): Writable {
  return new Writable().destroy(noFile(path, '. There are no files in the page'))
}

export function unlink(path: string, done: (error: Error) => void): void {
  queueMicrotask(() => done(noFile(path, '')))
}

function noFile(path: string, advice: string): Error {
  const details = { errno: -2, code: 'ENOENT', syscall: 'open', path }
  return Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'${advice}`), details)
}
