import { projectRoot } from '../tools/project.ts'
import { gradeCommand } from './main.ts'

process.exitCode = await gradeCommand(process.argv.slice(2), projectRoot, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
})
