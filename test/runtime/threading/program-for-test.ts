import { fileURLToPath } from 'node:url'
import { openProgram } from '../../../src/runtime/threading/node-run.ts'

// Run by tsx in a process of its own: a program in Node, without vitest.
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const program = await openProgram(here('.'), { threading: here('../../../src/runtime/threading/node.ts') })
const { main } = await program.import(here('program-main.mjs'))
console.log(await (main as () => Promise<unknown>)())
await program.close()
