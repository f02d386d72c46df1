import { version } from 'ioredis/package.json'

/** `node:fs`: there are no files in the page, but for the one in which ioredis looks up its own version to tell it to the server. */
const files = new Map([['/node_modules/ioredis/package.json', JSON.stringify({ version })]])

export const promises = {
  async readFile(path: string): Promise<string> {
    const text = files.get(path)
    if (text !== undefined) return text
    const details = { errno: -2, code: 'ENOENT', syscall: 'open', path }
    throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), details)
  },
}
