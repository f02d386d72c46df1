// Imported before vitest, which looks for its worker's state as soon as it is loaded. The shape is vitest 4.1.12's own
// (dist/chunks/utils: getWorkerState); the version is pinned because of it.
const config = {
  root: '/',
  name: '',
  setupFiles: [],
  passWithNoTests: false,
  allowOnly: true,
  sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
  maxConcurrency: 5,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  strictTags: false,
  expect: {},
  experimental: { importDurations: { limit: 0 } },
  snapshotOptions: { updateSnapshot: 'none' },
  fakeTimers: {
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  },
  env: {},
  defines: {},
  chaiConfig: {},
}

/** The part of vitest's worker state that running tests needs. */
export const workerState = {
  ctx: { pool: 'browser' },
  config,
  environment: { name: 'worker' },
  metaEnv: {},
  providedContext: {},
  evaluatedModules: { idToModuleMap: new Map(), getModuleById: () => undefined },
  resolvingModules: new Set(),
  onCleanup: () => undefined,
  onCancel: () => undefined,
  rpc: {},
  durations: {},
  current: undefined as unknown,
}

Object.assign(globalThis, { __vitest_worker__: workerState })
