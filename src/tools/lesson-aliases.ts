import { fileURLToPath } from 'node:url'

const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** What lessons import by name, in a terminal. */
export const lessonAliases: { readonly find: RegExp; readonly replacement: string }[] = [
  { find: /^threading$/, replacement: source('runtime/threading/node.ts') },
  { find: /^inbox$/, replacement: source('tools/lesson-inbox.ts') },
  { find: /^schedule$/, replacement: source('runtime/schedule.ts') },
  { find: /^(?:node:)?timers\/promises$/, replacement: source('tools/lesson-timers.ts') },
]
