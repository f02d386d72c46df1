import { redisVersion } from '../redis-version.ts'
import type { ServerState } from '../server-state.ts'

/** What INFO says, of all sections or of some. @see https://redis.io/docs/latest/commands/info/ */
export function infoText(server: ServerState, wanted: readonly string[]): string {
  const names = new Set(wanted.map((name) => name.toLowerCase()))
  const isAll = names.size === 0 || ['all', 'default', 'everything'].some((name) => names.has(name))
  return sections(server)
    .filter(([name]) => isAll || names.has(name.toLowerCase()))
    .map(([name, facts]) => `# ${name}\r\n${facts.map(([fact, value]) => `${fact}:${value}\r\n`).join('')}`)
    .join('\r\n')
}

type Section = readonly [name: string, facts: readonly (readonly [string, string | number])[]]

function sections(server: ServerState): readonly Section[] {
  const { clients, counts, memory, waiting, subscriptions, clock, startedAt } = server
  const seconds = Math.floor((clock.now() - startedAt) / 1000)
  const listeners = [...clients.values()].filter((client) => client.isSubscribed).length
  return [
    [
      'Server',
      [
        ['redis_version', redisVersion],
        ['redis_mode', 'standalone'],
        ['os', 'JavaScript'],
        ['arch_bits', 64],
        ['tcp_port', 6379],
        ['uptime_in_seconds', seconds],
        ['uptime_in_days', Math.floor(seconds / 86_400)],
        ['hz', 10],
      ],
    ],
    [
      'Clients',
      [
        ['connected_clients', clients.size],
        ['maxclients', 10_000],
        ['blocked_clients', waiting.size],
        ['pubsub_clients', listeners],
      ],
    ],
    [
      'Memory',
      [
        ['used_memory', memory.used],
        ['used_memory_human', `${(memory.used / 2 ** 20).toFixed(2)}M`],
        ['maxmemory', memory.limit],
        ['maxmemory_human', `${(memory.limit / 2 ** 20).toFixed(2)}M`],
        ['maxmemory_policy', 'noeviction'],
      ],
    ],
    ['Persistence', [['loading', 0]]],
    [
      'Stats',
      [
        ['total_connections_received', counts.connections],
        ['total_commands_processed', counts.commands],
        ['expired_keys', counts.expired],
        ['evicted_keys', 0],
        ['pubsub_channels', subscriptions.channels.length],
        ['pubsub_patterns', subscriptions.patternCount],
      ],
    ],
    [
      'Replication',
      [
        ['role', 'master'],
        ['connected_slaves', 0],
      ],
    ],
    ['Cluster', [['cluster_enabled', 0]]],
    [
      'Keyspace',
      server.databases
        .filter((database) => database.size > 0)
        .map((database) => [
          `db${database.index}`,
          `keys=${database.size},expires=${database.volatileSize},avg_ttl=0`,
        ]),
    ],
  ]
}
