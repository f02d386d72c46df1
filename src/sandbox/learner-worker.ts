import type { LearnerScope } from './learner-room.ts'
import { serveLearner } from './learner-run.ts'
import { takeClients } from './take-clients.ts'

void serveLearner(globalThis as unknown as LearnerScope, takeClients(globalThis))
