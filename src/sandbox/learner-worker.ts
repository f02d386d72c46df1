import type { LearnerScope } from './learner-room.ts'
import { serveLearner } from './learner-run.ts'

void serveLearner(globalThis as unknown as LearnerScope, { kit: null, clients: null })
