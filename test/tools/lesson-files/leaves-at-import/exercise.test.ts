import { Redis } from 'ioredis'
import './exercise.ts'

const redis = new Redis()
redis.on('error', () => {})
redis.on('ready', () => void redis.rpush('left', 'by a file that could not be loaded').catch(() => {}))
setInterval(() => void redis.rpush('left', 'by its timer').catch(() => {}), 10)
await redis.ping()
throw new Error('This file cannot be loaded')
