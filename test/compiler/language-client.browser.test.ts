import { expect, onTestFinished, test, vi } from 'vitest'
import { LanguageClient } from '../../src/compiler/language-client.ts'

test('the worker knows what a file imports, and loads ioredis for those that name it', async () => {
  const client = new LanguageClient()
  onTestFinished(() => client.dispose())
  const own = `import { Thread } from 'threading'\nexport function job() {}\nnew Thread(job())\n`
  client.setFiles([{ name: 'exercise.ts', text: own }])
  client.start()
  await vi.waitFor(() => expect(client.status).toBe('ready'), { timeout: 30_000 })
  expect(await client.check('exercise.ts')).toMatchObject([{ line: 3, code: 2345 }])

  const text = `import Redis from 'ioredis'\nconst redis = new Redis()\nconst n: string = await redis.rpush('q', 'a')\n`
  client.updateFile({ name: 'exercise.ts', text })
  expect(await client.check('exercise.ts')).toMatchObject([{ line: 3, column: 7, code: 2322 }])
  expect((await client.hover('exercise.ts', text.indexOf('rpush') + 1))?.text).toContain('Promise<number>')
}, 60_000)
