/** All that was found before, with the intrinsics of the realm, which everything leads to. */
const disarmed = new WeakSet()

/**
 * Makes what course code made safe to hand to a learner's program: freezes it for good, with all that can be reached
 * from it, and yet leaves instances of its classes as usable as they were. Call it after `lockRealm()`; nothing of it
 * can be changed by anybody afterwards.
 *
 *     disarm([EventEmitter, Redis])
 *     class MyQueue extends EventEmitter {}       // works, and so does redis.get = myOwn; Redis.prototype.get = … throws
 *
 * - An instance could not assign a property that its frozen prototype has as plain data (`_events` of an EventEmitter),
 *   nor a class one of the class it extends: there such properties become accessors that put the value on the heir, as
 *   SES does for the intrinsics.
 * - A class of errors inherits from the tests' own `Error`, which can change how stacks are written: it gets the one that
 *   Compartments have.
 */
export function disarm(roots: Iterable<unknown>): void {
  const found = reachable(roots)
  for (const [object, isPrototype] of found) if (isPrototype || isClass(object)) allowOverrides(object)
  for (const object of found.keys()) {
    freeze(object)
    disarmed.add(object)
  }
}

/** As `harden` does, which would look for itself at all that was found here already, and take ten times as long. */
function freeze(object: object): void {
  // The bytes of an array cannot be frozen; it is kept from getting or losing properties.
  if (ArrayBuffer.isView(object)) Object.preventExtensions(object)
  else Object.freeze(object)
}

/** All objects behind the roots that are not disarmed yet, and whether others inherit from them. */
function reachable(roots: Iterable<unknown>): Map<object, boolean> {
  const found = new Map<object, boolean>()
  const left: object[] = []
  const visit = (value: unknown, isPrototype = false): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return
    if (disarmed.has(value)) return
    if (!found.has(value)) left.push(value)
    found.set(value, isPrototype || (found.get(value) ?? false))
  }
  for (const root of roots) visit(root)
  for (let object = left.pop(); object; object = left.pop()) {
    if (isErrorClass(object)) Object.setPrototypeOf(object, Error.prototype.constructor)
    visit(Object.getPrototypeOf(object), true)
    for (const key of Reflect.ownKeys(object)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key) ?? {}
      visit(value, key === 'prototype' && typeof object === 'function')
      visit(get)
      visit(set)
      // What a class makes when it is first asked for.
      if (get && typeof object === 'function') visit(read(object, key))
    }
  }
  return found
}

function read(object: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(object, key)
  } catch {
    return undefined
  }
}

/** Directly below `Error`, whichever of this realm's it is: the others are all intrinsics. */
function isErrorClass(object: object): boolean {
  if (typeof object !== 'function') return false
  const parent: unknown = Object.getPrototypeOf(object)
  return typeof parent === 'function' && parent.prototype === Error.prototype
}

/** Something that can be extended. */
const isClass = (object: object): boolean =>
  typeof object === 'function' && Object.hasOwn(object, 'prototype')

function allowOverrides(prototype: object): void {
  for (const key of Reflect.ownKeys(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key)
    if (!descriptor?.configurable || !('value' in descriptor)) continue
    // Every function has these of its own.
    if (typeof prototype === 'function' && (key === 'name' || key === 'length')) continue
    const { value, enumerable = false } = descriptor as { value: unknown; enumerable?: boolean }
    // Methods, for other functions have a `prototype` that would be left open.
    const accessor = {
      get: (): unknown => value,
      set(this: object, replacement: unknown): void {
        if (this === prototype)
          throw new TypeError(`${String(key)} belongs to the course and cannot be replaced`)
        const own = { value: replacement, writable: true, enumerable: true, configurable: true }
        Object.defineProperty(this, key, own)
      },
      enumerable,
    }
    Object.freeze(accessor.get)
    Object.freeze(accessor.set)
    Object.defineProperty(prototype, key, accessor)
  }
}
