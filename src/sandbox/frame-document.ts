import frameScript from './frame.ts?bundle-text'

/** What the frame may do: run text it was given, in its own thread or a worker's. No network, no storage, no frames. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob: data:",
  'worker-src blob: data:',
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

/** The document of the sandbox's frame, for `srcdoc`. */
export function frameDocument(): string {
  const script = frameScript.replaceAll('</script', '<\\/script')
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`
}
