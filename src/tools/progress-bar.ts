const width = 24

/** `[############            ] 12/24 mails` */
export function progressBar(done: number, all: number, what: string): string {
  const filled = Math.round((done / all) * width)
  return `[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${done}/${all} ${what}`
}

/** Before a bar that takes the place of the last one, on a terminal. */
export const drawOver = '\r\u001b[2K'
