import { open, type FileHandle } from 'node:fs/promises'

/** More than any honest answer needs, and little enough to hold many of. */
const mostBytes = 200_000

/** A submission's text, or why there is none. */
export type Submission =
  { readonly kind: 'read'; readonly text: string } | { readonly kind: 'refused'; readonly message: string }

/** Reads one answer file. Whatever is wrong with it is a value: it costs that file only. */
export async function readSubmission(path: string): Promise<Submission> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    const found = await file.stat()
    if (!found.isFile()) return refused('is not a file')
    if (found.size > mostBytes) return refused(`has ${found.size} bytes; an answer has at most ${mostBytes}`)
    const bytes = await file.readFile()
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { kind: 'read', text }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return refused('does not exist')
    if (code === 'EISDIR') return refused('is a folder, not a file')
    if (code === 'EACCES') return refused('may not be read')
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refused('is not UTF-8 text')
    return refused(`could not be read: ${String(error)}`)
  } finally {
    await file?.close()
  }
}

function refused(message: string): Submission {
  return { kind: 'refused', message: `The file ${message}.` }
}
