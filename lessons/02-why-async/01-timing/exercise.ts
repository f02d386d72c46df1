import { setTimeout as sleep } from 'node:timers/promises'

/** Sends a batch of letters. The mail server takes a second for each. */
export class Action {
  #backend: number[]

  constructor(backend: number[]) {
    this.#backend = backend
  }

  // ✎ Write here: for each item of the backend in turn, console.log(item) and sleep(1000).
  //   Measure how long all that takes, and return it in seconds.
  async act(): Promise<number> {
    return 0
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
