import type { ThreadTarget } from '../../wire/thread-messages.ts'

/** A module that is loaded already. */
export interface LoadedModule {
  readonly name: string
  /** Its namespace: exported name → value. */
  readonly exports: object
}

/**
 * Where a function is exported, by identity: `export { job as task }` and `export const job = …` are found as well,
 * whatever the function itself is called.
 */
export function findExport(fn: unknown, modules: Iterable<LoadedModule>): ThreadTarget | null {
  for (const { name, exports } of modules) {
    for (const exportName of Object.keys(exports)) {
      if (read(exports, exportName) === fn) return { module: name, exportName }
    }
  }
  return null
}

/** A name whose module is still being loaded throws when it is read. */
function read(exports: object, exportName: string): unknown {
  try {
    return Reflect.get(exports, exportName)
  } catch {
    return undefined
  }
}
