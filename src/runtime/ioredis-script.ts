import * as all from 'ioredis'
import { supply } from './supplies.ts'

/** As `import Redis from 'ioredis'` and `import { Redis } from 'ioredis'` find it. */
export const ioredis = { ...all, default: all.Redis }

supply({ modules: { ioredis } })
