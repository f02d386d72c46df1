import { catalogue, loadLesson } from 'virtual:mailroom/catalogue'
import { CompilerClient } from '../compiler/compiler-client.ts'
import { Workspace } from '../workspace/workspace.ts'
import { MrApp } from './shell/app.ts'

const app = document.querySelector('mr-app')
if (!(app instanceof MrApp)) throw new Error('index.html has no <mr-app>')
let compiler: CompilerClient | null = null

function loadStepPage(): Promise<unknown> {
  compiler ??= new CompilerClient()
  return import('./lesson/step.ts')
}

// Whoever comes by the address of a step waits for its page: let it begin before saved work is opened.
if (location.hash.length > 2) {
  void loadStepPage().catch(() => undefined)
  void loadLesson(location.hash.slice(2)).catch(() => undefined)
}
app.services = {
  catalogue,
  loadLesson,
  openWorkspace: () => Workspace.open(),
  loadFrontPage: () => import('./shell/front-page.ts'),
  loadStepPage,
  get compiler() {
    return compiler
  },
}

import.meta.hot?.on('mailroom:lesson', ({ id }: { id: string }) => void app.reloadLesson(id))
