import { serveRun, type LearnerScope } from './learner-run.ts'

void serveRun(globalThis as unknown as LearnerScope)
