import { MyStack } from './stack.ts'

/** Writes a whole number with the digits 0 and 1: 13 becomes '1101'. */
export function transform(num: number, stack = new MyStack<number>()): string {
  let digits = ''

  // ✎ Write here: push num % 2 and halve, until nothing is left; then pop the digits back.
  //   Refuse with a RangeError what is no whole number from 0 to Number.MAX_SAFE_INTEGER.

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
