import { lockRealm } from './realm.ts'
import { serveCheck } from './run-check.ts'
import { disarmSupplies } from './supplies.ts'
import { shutDoors } from '../sandbox/shut-doors.ts'
import { receiveTask } from '../sandbox/worker-door.ts'
import type { CheckJob } from '../wire/sandbox-messages.ts'

const task = receiveTask<CheckJob>(globalThis)
shutDoors(globalThis)
lockRealm()
// While this worker is still a spare one.
const supplies = disarmSupplies()
void task.then((given) => serveCheck(given, supplies))
