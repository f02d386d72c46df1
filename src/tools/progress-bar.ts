const width = 40

/**
 * A bar on stderr, so that stdout stays for results: drawn anew on a terminal, and once at the end anywhere else.
 *
 *     const bar = progressBar('mails', 100)
 *     bar.show(42)
 *     bar.end()
 */
export function progressBar(what: string, total: number): { show(done: number): void; end(): void } {
  const { stderr } = process
  let last = 0
  const draw = (): void => {
    const full = Math.round((last / total) * width)
    stderr.write(`${'█'.repeat(full)}${'░'.repeat(width - full)} ${last} of ${total} ${what}`)
  }
  return {
    show(done) {
      last = done
      if (!stderr.isTTY) return
      stderr.write('\r')
      draw()
    },
    end() {
      if (stderr.isTTY) stderr.write('\r')
      draw()
      stderr.write('\n')
    },
  }
}
