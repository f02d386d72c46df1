import { defineConfig } from 'vitest/config'
import { playwright } from '@vitest/browser-playwright'
import { lessons } from './src/course/vite-plugin.ts'
import { chromiumLaunch } from './src/tools/browsers.ts'
import { bundleText } from './src/tools/bundle-text.ts'
import { gradedFile } from './src/tools/graded-file.ts'

const plugins = [lessons(), bundleText()]

export default defineConfig({
  base: './',
  plugins,
  build: { target: 'es2022', outDir: 'dist', sourcemap: false },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: {
    projects: [
      {
        plugins,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/**/*.browser.test.ts', 'test/e2e/**', 'test/engines/**'] },
      },
      { plugins: [gradedFile()], test: { name: 'lessons', include: ['lessons/*/*/exercise.test.ts'] } },
      {
        plugins,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunch() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      { test: { name: 'e2e', include: ['test/e2e/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { name: 'engines', include: ['test/engines/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
})
