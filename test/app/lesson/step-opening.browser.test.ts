import { afterEach, expect, test } from 'vitest'
import '../../../src/app/tokens.css'
import type { PageServices } from '../../../src/app/lesson/services.ts'
import { MrStep } from '../../../src/app/lesson/step.ts'
import { LanguageClient } from '../../../src/compiler/language-client.ts'
import { Workspace } from '../../../src/workspace/workspace.ts'
import { CompilerDouble, lessonDouble, SandboxDouble } from '../doubles.ts'
import { findOne } from '../page.ts'

afterEach(() => document.body.replaceChildren())

test('while the next step is opened nothing can be typed, since it would be lost', async () => {
  const language = new LanguageClient(() => new Worker('data:text/javascript,'))
  language.start = () => {}
  const services: PageServices = {
    compiler: new CompilerDouble(),
    sandbox: new SandboxDouble(),
    language,
    dispose: () => {},
  }
  const workspace = await Workspace.open({ indexedDB: null, BroadcastChannel: null, name: 'opening' })
  const step = new MrStep()
  Object.assign(step, { lesson: lessonDouble(), workspace, services })
  document.body.append(step)
  await expect.poll(() => findOne(step, 'mr-code').inert).toBe(false)

  const load = workspace.load.bind(workspace)
  let arrive = (): void => undefined
  workspace.load = async (id) => {
    await new Promise<void>((resolve) => {
      arrive = resolve
    })
    return await load(id)
  }
  step.lesson = { ...lessonDouble(), id: '01-lists/02-stack' }
  await step.updateComplete
  expect(findOne(step, 'mr-code').inert).toBe(true)
  arrive()
  await expect.poll(() => findOne(step, 'mr-code').inert).toBe(false)
})
