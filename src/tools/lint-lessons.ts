import { lintCourse } from '../course/lint.ts'
import { formatProblem } from '../course/problem.ts'
import { projectRoot } from './project.ts'

const { steps, problems, advice } = lintCourse(projectRoot)
for (const one of advice) console.log(`advice: ${formatProblem(one)}`)
for (const problem of problems) console.error(formatProblem(problem))
if (problems.length === 0) console.log(`lessons: ${steps} steps, all as they should be`)
process.exitCode = problems.length === 0 ? 0 : 1
