import url from './check-worker.ts?bundle-url'

/**
 * The script of the checker's worker, which is large (vitest and SES) and therefore fetched only when it is needed.
 * @throws Error with a sentence for the learner if it cannot be fetched.
 */
export async function loadCheckerScript(): Promise<string> {
  const response = await fetch(url).catch(() => null)
  if (!response?.ok)
    throw new Error(
      'The part that runs the tests could not be downloaded. Check your connection and try again.',
    )
  return await response.text()
}
