import PostalMime from 'postal-mime'
import { supply } from './supplies.ts'

supply({ parseMail: (source) => PostalMime.parse(source) })
