import { serveServices } from './serve-services.ts'
import type { ClockScope } from './worker-clock.ts'

serveServices(globalThis as unknown as EventTarget & ClockScope).catch(reportError)
