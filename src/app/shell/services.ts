import type { Catalogue, Lesson } from '../../course/lesson.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { StepCompiler } from '../session/step-services.ts'

/** What the shell uses of a workspace; the step page gets the same object and uses more of it. */
export type ShellWorkspace = EventTarget &
  Pick<Workspace, 'storage' | 'progress' | 'settings' | 'changeSettings' | 'exportAll'>

/** What `<mr-app>` is given to work with: the real ones by main.ts, doubles by its tests. */
export interface AppServices {
  readonly catalogue: Catalogue
  loadLesson(id: string): Promise<Lesson>
  openWorkspace(): Promise<ShellWorkspace>
  /** Defines `<mr-front-page>`, which nobody needs who comes by the address of a step. */
  loadFrontPage(): Promise<unknown>
  /** Defines `<mr-step>`, which is downloaded when the first step is opened. */
  loadStepPage(): Promise<unknown>
  /** Begins to load before the step page does, since the first run waits for both. */
  readonly compiler: StepCompiler | null
}
