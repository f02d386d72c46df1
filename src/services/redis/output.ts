import { toBytes } from './bytes.ts'
import { encodeReply, type Reply } from './reply.ts'

/** A client that has more than so many bytes waiting for it is not listening, or asked for what no page can hold. */
const limit = 128 * 2 ** 20
/** Characters that are gathered before they are turned into bytes. */
const pieceSize = 2 ** 20

/** More was to be sent to one client than is kept for it. */
export class OutputLimitError extends Error {
  override readonly name = 'OutputLimitError'
}

/** What is to be sent to one client, gathered until the end of a turn. */
export class Output {
  #text = ''
  #chunks: Uint8Array[] = []
  /** Bytes that wait. */
  size = 0

  /** @throws OutputLimitError; then nothing of the reply waits */
  add(reply: Reply): void {
    const [chunks, rest, size] = [this.#chunks.length, this.#text.length, this.size]
    try {
      encodeReply(reply, this.#write)
    } catch (error) {
      // What stood in the text may be the beginning of the next chunk by now.
      const next = this.#chunks[chunks]
      if (next) this.#chunks.splice(chunks, Infinity, next.slice(0, rest))
      this.#text = next ? '' : this.#text.slice(0, rest)
      this.size = size
      throw error
    }
  }

  /** The waiting bytes, which then wait no more. */
  take(): readonly Uint8Array[] {
    this.#pack()
    const chunks = this.#chunks
    this.#chunks = []
    this.size = 0
    return chunks
  }

  readonly #write = (piece: string): void => {
    this.size += piece.length
    if (this.size > limit)
      throw new OutputLimitError(`${this.size} bytes wait for one client, at most ${limit} may`)
    this.#text += piece
    if (this.#text.length > pieceSize) this.#pack()
  }

  #pack(): void {
    if (this.#text === '') return
    this.#chunks.push(toBytes(this.#text))
    this.#text = ''
  }
}
