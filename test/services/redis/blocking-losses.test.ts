import { expect, test } from 'vitest'
import { onBothServers } from './targets.ts'
import { idOf, untilBlocked } from './until.ts'

onBothServers('waiting pops', (target) => {
  test('lose nothing to a client that goes away', async () => {
    const { client } = target
    const [gone, worker] = [await target.open(), await target.open()]
    gone.send('BLPOP', 'q', '0')
    await untilBlocked(client, 1)
    worker.send('BLPOP', 'q', '0')
    await untilBlocked(client, 2)
    gone.close()
    await untilBlocked(client, 1)
    await client.call('RPUSH', 'q', 'x', 'y')
    expect(await worker.next()).toEqual(['q', 'x'])
    expect(await client.call('LRANGE', 'q', '0', '-1')).toEqual(['y'])
  })

  test('lose nothing to a client that is killed or woken by hand', async () => {
    const { client } = target
    const [killed, woken] = [await target.open(), await target.open()]
    const [killedId, wokenId] = [await idOf(killed), await idOf(woken)]
    killed.send('BLPOP', 'q', '0')
    await untilBlocked(client, 1)
    woken.send('BLPOP', 'q', '0')
    await untilBlocked(client, 2)
    expect(await client.call('CLIENT', 'KILL', 'ID', killedId)).toBe(1)
    await killed.closed()
    expect(await client.call('CLIENT', 'UNBLOCK', wokenId, 'ERROR')).toBe(1)
    expect(await woken.next()).toBe('-UNBLOCKED client unblocked via CLIENT UNBLOCK')
    expect(await client.call('CLIENT', 'UNBLOCK', wokenId)).toBe(0)
    woken.send('BLPOP', 'q', '0')
    await untilBlocked(client, 1)
    expect(await client.call('CLIENT', 'UNBLOCK', wokenId)).toBe(1)
    expect(await woken.next()).toBe('*-1')
    await client.call('RPUSH', 'q', 'x')
    expect(await client.call('LLEN', 'q')).toBe(1)
  })

  test('take each element of a busy queue once, and none is lost', async () => {
    const { client } = target
    const workers = await Promise.all(Array.from({ length: 8 }, () => target.open()))
    const taken: string[] = []
    const work = workers.map(async (worker) => {
      for (;;) {
        const reply = (await worker.call('BLPOP', 'q', '0')) as readonly string[]
        if (reply[1] === 'stop') return
        taken.push(reply[1] ?? '')
      }
    })
    const items = Array.from({ length: 500 }, (_, index) => `item ${index}`)
    await client.pipeline(items.map((item) => ['RPUSH', 'q', item]))
    await client.pipeline(workers.map(() => ['RPUSH', 'q', 'stop']))
    await Promise.all(work)
    expect(taken.sort()).toEqual(items.sort())
  })
})
