import type { Clients } from '../runtime/clients.ts'

const name = 'mailroom:clients'

/** What the clients' script left in this worker, null if it was not there. Afterwards nobody else finds it. */
export function takeClients(scope: object): Clients | null {
  const clients = (Reflect.get(scope, name) as Clients | undefined) ?? null
  Reflect.deleteProperty(scope, name)
  return clients
}
