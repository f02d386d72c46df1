// words: the last digit is found first
// Puts each popped digit in front.
import { MyStack } from './stack.ts'

/** Writes a whole number with the digits 0 and 1: 13 becomes '1101'. */
export function transform(num: number, stack = new MyStack<number>()): string {
  let digits = ''

  if (!Number.isSafeInteger(num) || num < 0) throw new RangeError(`${num} is no whole number from 0 to 2 ** 53 - 1`)
  let rest = Math.abs(num) // turns -0 into 0
  do {
    stack.push(rest % 2)
    rest = Math.floor(rest / 2)
  } while (rest > 0)
  while (!stack.empty()) digits = stack.pop() + digits

  return digits
}

export async function main() {
  console.log("13 should become '1101':", transform(13))
  console.log("6 should become '110':", transform(6))
  console.log("0 should become '0':", transform(0))
  try {
    console.log('2.5 should be refused:', transform(2.5))
  } catch (error) {
    console.log('2.5 is refused:', error)
  }
}
