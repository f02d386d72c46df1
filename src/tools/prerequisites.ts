import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findChromium } from './browsers.ts'
import { projectRoot } from './project.ts'

/** Something the tests need and this machine does not have; the message says what to do. */
export class MissingProgramError extends Error {
  override readonly name = 'MissingProgramError'
}

/** A Chromium that starts: one that is there, else Playwright's download, else Debian's package. */
export function ensureChromium(): void {
  if (doesChromiumStart()) return
  console.log('There is no Chromium here. Downloading the one of Playwright, about 150 MB.')
  run(process.execPath, [join(projectRoot, 'node_modules/playwright/cli.js'), 'install', 'chromium'])
  if (doesChromiumStart()) return
  if (canInstall()) {
    installPackages(['chromium'])
    if (doesChromiumStart()) return
  }
  throw new MissingProgramError(
    'The tests need Chromium or Chrome, and none was found or could be installed. Install one, or name it: CHROMIUM=/path/to/chromium npm test',
  )
}

/** Whether a real Redis is there to compare ours with. In CI it has to be. */
export function ensureRedis(isRequired: boolean): boolean {
  if (hasProgram('redis-server')) return true
  if (canInstall()) installPackages(['redis-server'])
  if (hasProgram('redis-server')) return true
  if (isRequired)
    throw new MissingProgramError('The tests need redis-server in CI, and it could not be installed.')
  console.log('There is no redis-server here: the comparison with a real Redis will be skipped.')
  return false
}

/** Firefox and WebKit, as Debian packages them. */
export function ensureEngines(): void {
  const packages: readonly (readonly [program: string, name: string])[] = [
    ['firefox-esr', 'firefox-esr'],
    ['WebKitWebDriver', 'webkit2gtk-driver'],
    ['Xvfb', 'xvfb'],
    ['xauth', 'xauth'],
  ]
  const missing = (): string[] => packages.filter(([program]) => !hasProgram(program)).map(([, name]) => name)
  if (missing().length > 0 && canInstall()) installPackages(missing())
  if (missing().length === 0) return
  throw new MissingProgramError(
    `The tests in Firefox and WebKit need the Debian packages ${missing().join(', ')}: sudo apt-get install ${missing().join(' ')}`,
  )
}

function doesChromiumStart(): boolean {
  const path = findChromium()
  return path !== undefined && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

function hasProgram(name: string, path = process.env['PATH'] ?? ''): boolean {
  return path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)))
}

/** Only root on Debian and its like may install packages without being asked. */
function canInstall(): boolean {
  return process.getuid?.() === 0 && hasProgram('apt-get')
}

function installPackages(names: readonly string[]): void {
  console.log(`Installing ${names.join(', ')} with apt-get.`)
  run('apt-get', ['update', '-qq'])
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names])
}

/** What comes of it is looked at afterwards, so that a failure is told in our words. */
function run(program: string, parameters: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'], env })
}
