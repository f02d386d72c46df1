import type { CommandContext, Handlers } from '../command.ts'
import { matchesGlob } from '../glob.ts'
import { noReply, type Reply } from '../reply.ts'

/** The group `pubsub`. @see https://redis.io/docs/latest/develop/interact/pubsub/ */
export const pubsubCommands: Handlers = {
  subscribe: (names, context) => subscribe('channel', names, context),
  psubscribe: (names, context) => subscribe('pattern', names, context),
  unsubscribe: (names, context) => unsubscribe('channel', names, context),
  punsubscribe: (names, context) => unsubscribe('pattern', names, context),

  publish([channel = '', message = ''], { server }) {
    const listeners = server.subscriptions.listeners(channel)
    for (const { client, pattern } of listeners) {
      if (pattern === null) server.send(client, ['message', channel, message])
      else server.send(client, ['pmessage', pattern, channel, message])
      server.observation?.messageSent(client, channel, message)
    }
    return listeners.length
  },

  'pubsub|channels'([pattern], { server }) {
    const { channels } = server.subscriptions
    return pattern === undefined ? channels : channels.filter((channel) => matchesGlob(pattern, channel))
  },

  'pubsub|numsub': (channels, { server }) =>
    channels.flatMap((channel) => [channel, server.subscriptions.countOf(channel)]),

  'pubsub|numpat': (_, { server }) => server.subscriptions.patternCount,
}

type Kind = 'channel' | 'pattern'

/** Each name is answered by itself, with how many the client listens to now. */
function subscribe(kind: Kind, names: readonly string[], { client, server }: CommandContext): Reply {
  for (const name of names) {
    server.subscriptions.subscribe(kind, client, name)
    const count = client.channels.size + client.patterns.size
    server.send(client, [kind === 'channel' ? 'subscribe' : 'psubscribe', name, count])
  }
  return noReply
}

function unsubscribe(kind: Kind, names: readonly string[], { client, server }: CommandContext): Reply {
  const own = kind === 'channel' ? client.channels : client.patterns
  const some = names.length > 0 ? names : [...own]
  for (const name of some.length > 0 ? some : [null]) {
    if (name !== null) server.subscriptions.unsubscribe(kind, client, name)
    const count = client.channels.size + client.patterns.size
    server.send(client, [kind === 'channel' ? 'unsubscribe' : 'punsubscribe', name, count])
  }
  return noReply
}
