import { supply } from '../runtime/supplies.ts'
import { makeFetch } from '../services/http/learners-fetch.ts'

supply({ makeFetch })
