// words: the loop goes past the last item
// `<=` where `<` is meant.
import { setTimeout as sleep } from 'node:timers/promises'

/** Sends a batch of letters. The mail server takes a second for each. */
export class Action {
  #backend: number[]

  constructor(backend: number[]) {
    this.#backend = backend
  }

  async act(): Promise<number> {
    const start = Date.now()
    for (let i = 0; i <= this.#backend.length; i++) {
      console.log(this.#backend[i])
      await sleep(1000)
    }
    return (Date.now() - start) / 1000
  }

  /** Static: it belongs to the class, so no instance is needed. */
  static tell(): string {
    return 'thank you, your letters are on their way'
  }
}

export async function main() {
  const sending = new Action([1, 2, 3]).act()
  console.log('The customer hears at once:', Action.tell())
  console.log('The three letters should take 3 seconds:', await sending)
}
