import { buildSite, serveSite } from './site.ts'

console.log('Building the site. This takes a few seconds.')
await buildSite()
const { url } = await serveSite()
console.log('Mailroom is ready. Open this address in your browser; Ctrl+C here ends it.')
console.log(url)
