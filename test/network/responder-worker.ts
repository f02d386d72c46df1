import { serve, type Port } from '../../src/wire/channel.ts'
import { HostTable } from '../../src/network/host-table.ts'
import { makeNet } from '../../src/network/net.ts'
import { serveNetwork } from '../../src/network/serve-network.ts'
import { Responder, type ResponderCalls } from './responder.ts'

const hosts = new HostTable()
const links: (() => void)[] = []
const responder = new Responder()
makeNet(hosts)
  .createServer((socket) => responder.serve(socket))
  .listen(6379, 'localhost')

serve<ResponderCalls>(self as unknown as Port, {
  link: ({ port }) => links.push(serveNetwork(port, hosts)) - 1,
  hangUp: (link) => links[link]?.(),
  destroyAll: () => responder.destroyAll(),
  heard: () => responder.heard,
  connections: () => responder.connections,
})
