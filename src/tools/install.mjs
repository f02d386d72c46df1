// Runs on a fresh clone, before any package is there, and on a Node that may be too old: plain JavaScript, Node's own modules.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldest = [20, 19]

/**
 * What to tell somebody whose Node is too old, or null.
 * @param {string} version like `v20.19.0`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null
  const wanted = oldest.join('.')
  return `Mailroom needs Node ${wanted} or newer, and this is Node ${version}. You can get a current one at https://nodejs.org, then run the same command again.`
}

/**
 * Why the packages must be installed, or null if they are there and current.
 * @param {string} root the project's folder
 * @returns {string | null}
 */
export function installReason(root) {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return 'they are not there yet'
  const isOlder = statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs
  return isOlder ? 'package-lock.json is newer than they are' : null
}

function main() {
  const problem = nodeProblem(process.version)
  if (problem) {
    console.error(problem)
    return 1
  }
  const root = resolve(fileURLToPath(import.meta.url), '../../..')
  const reason = installReason(root)
  if (!reason) return 0
  console.log(`Installing packages with npm ci, because ${reason}. This takes about a minute.`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status === 0) return 0
  console.error(
    'npm ci did not succeed; what it said is above. Check your connection, then run the same command again.',
  )
  return 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main()
