// Taken before they are replaced.
const { defineProperty, getOwnPropertyDescriptor } = Object

type Definer = (target: unknown, ...more: unknown[]) => unknown

/** What can give an array an element that is computed. */
const definers = [
  ['Object', 'defineProperty'],
  ['Object', 'defineProperties'],
  ['Reflect', 'defineProperty'],
] as const
/** These say `this` to it. */
const oldDefiners = ['__defineGetter__', '__defineSetter__'] as const

/**
 * Lets a recorder know whether the elements of an array can be read as they are. To look at each one's descriptor first, lest
 * a getter of the program's be called, takes a hundred times as long. From here on this scope takes note when an array is
 * given an element in a way that could make it a getter, after which no array is trusted any more; in a realm that is frozen
 * none is.
 *
 *     const isPlainArray = watchArrays(globalThis)
 *     if (isPlainArray(array)) array[0]         // runs nothing
 */
export function watchArrays(scope: typeof globalThis): (value: object) => boolean {
  const { isArray } = scope.Array
  const { getPrototypeOf, prototype: objectPrototype } = scope.Object
  const arrayPrototype = scope.Array.prototype
  const { apply } = scope.Reflect
  let isTrusted = true
  const note = (target: unknown): void => {
    // Where there is no element, the prototypes are asked for one.
    if (isArray(target) || target === objectPrototype) isTrusted = false
  }
  const isReplaced = [
    ...definers.map(([owner, name]) =>
      replace(scope[owner], name, (original) => ({
        [name](this: unknown, target: unknown, ...more: unknown[]) {
          note(target)
          return apply(original, this, [target, ...more])
        },
      })),
    ),
    ...oldDefiners.map((name) =>
      replace(objectPrototype, name, (original) => ({
        [name](this: unknown, ...more: unknown[]) {
          note(this)
          return apply(original, this, more)
        },
      })),
    ),
  ]
  if (!isReplaced.every(Boolean)) return () => false
  return (value) =>
    isTrusted &&
    isArray(value) &&
    getPrototypeOf(value) === arrayPrototype &&
    getPrototypeOf(arrayPrototype) === objectPrototype
}

/** Puts a method in the place of another, under its name, which stacks show. Returns whether that could be done. */
function replace(
  owner: object,
  name: string,
  make: (original: Definer) => { readonly [name: string]: Definer },
): boolean {
  const found = getOwnPropertyDescriptor(owner, name)
  if (!found?.configurable || typeof found.value !== 'function') return false
  const original = found.value as Definer
  const value = make(original)[name]
  defineProperty(value, 'length', { value: original.length })
  defineProperty(owner, name, { ...found, value })
  return true
}
