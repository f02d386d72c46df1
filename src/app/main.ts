import { catalogue, loadLesson } from 'virtual:mailroom/catalogue'
import { Workspace } from '../workspace/workspace.ts'
import { MrApp } from './shell/app.ts'

const app = document.querySelector('mr-app')
if (!(app instanceof MrApp)) throw new Error('index.html has no <mr-app>')
app.services = {
  catalogue,
  loadLesson,
  openWorkspace: () => Workspace.open(),
  loadFrontPage: () => import('./shell/front-page.ts'),
  loadStepPage: () => import('./lesson/step.ts'),
}

import.meta.hot?.on('mailroom:lesson', ({ id }: { id: string }) => void app.reloadLesson(id))
