import type { ConnectMessage } from '../wire/sandbox-messages.ts'
import { serveBroker } from './broker.ts'

const urls = new Map<string, string>()

/** A classic worker: module workers from blobs fail in Chromium (ENGINES). */
function startWorker(script: string): Worker {
  const url = urls.get(script) ?? URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  urls.set(script, url)
  return new Worker(url)
}

// The page hands over a port before anything else can happen here; after that the window listens to nobody: a frame
// that has navigated itself would still pass every check of source and origin (FACTS).
addEventListener('message', function connect({ data, ports, source }: MessageEvent<ConnectMessage | null>) {
  const [port] = ports
  if (source !== parent || data?.kind !== 'mailroom-connect' || !port) return
  removeEventListener('message', connect)
  serveBroker(port, startWorker)
})
