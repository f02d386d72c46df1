import { takeSupplies } from '../runtime/supplies.ts'
import type { LearnerScope } from './learner-room.ts'
import { serveLearner } from './learner-run.ts'

void serveLearner(globalThis as unknown as LearnerScope, { kit: null, supplies: takeSupplies() })
