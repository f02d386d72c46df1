import { Context, Hono } from 'hono'
import { supply } from './supplies.ts'

/** It has no default, as in Node. */
export const hono = { Context, Hono }

supply({ modules: { hono } })
