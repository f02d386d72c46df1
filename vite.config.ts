import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { playwright } from '@vitest/browser-playwright'
import { highlightCode } from './src/app/editor/highlight.ts'
import { lessons } from './src/course/vite-plugin.ts'
import { typesPack } from './src/compiler/types-pack-plugin.ts'
import { chromiumLaunch } from './src/tools/browsers.ts'
import { bundleText } from './src/tools/bundle-text.ts'
import { gradedFile } from './src/tools/graded-file.ts'
import { lessonAliases } from './src/tools/lesson-aliases.ts'
import { trimParser } from './src/tools/trim-parser.ts'

const plugins = [lessons({ highlight: highlightCode }), bundleText(), typesPack()]

const bundledForTests = [
  'lit',
  'lit/decorators.js',
  'lit/directives/live.js',
  'lit/directives/guard.js',
  'lit/directives/keyed.js',
  'lit/directives/unsafe-html.js',
  '@babel/parser',
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-javascript',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/merge',
  '@codemirror/search',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
  '@lezer/javascript',
  'axe-core',
  'dompurify',
  'idb',
  'postal-mime',
]

/** On a machine that does much else, what is right takes its time; these limits are for what never comes. */
const patient = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 15_000 } } }
/** Tests that drive whole browsers take turns: two of them would measure each other. */
const slow = { ...patient, fileParallelism: false }

export default defineConfig({
  // Relative addresses: the built site works from any folder of any host.
  base: './',
  plugins,
  worker: { format: 'es', plugins: () => [trimParser()] },
  // The manifest tells the size budget what the page loads.
  build: {
    target: 'es2022',
    outDir: 'dist',
    // All browsers that the course supports know it by themselves.
    modulePreload: { polyfill: false },
    sourcemap: false,
    manifest: true,
    // TypeScript's language service is large, and loaded by its worker only, after all else.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          ...patient,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/**/*.browser.test.ts',
            'test/e2e/**',
            'test/engines/**',
            'test/tools/lesson-files/**',
          ],
        },
      },
      {
        plugins: [gradedFile()],
        resolve: { alias: lessonAliases },
        test: {
          name: 'lessons',
          include: ['lessons/*/*/exercise.test.ts'],
          setupFiles: [fileURLToPath(new URL('src/tools/lesson-world.ts', import.meta.url))],
          // Their time is the clock's, which leaves out all waiting: this is for what never ends.
          testTimeout: 30_000,
          // What a test puts in the place of `fetch` or of a method is gone before the next; in the page as well.
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
      {
        plugins,
        // Found only while the tests run, they would make vite bundle anew and load pages twice.
        optimizeDeps: { include: bundledForTests },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          exclude: ['test/e2e/**', 'test/engines/**'],
          ...patient,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunch() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...slow } },
      { test: { name: 'engines', include: ['test/engines/**/*.test.ts'], ...slow } },
    ],
  },
})
