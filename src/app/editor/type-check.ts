import type { LanguageClient } from '../../compiler/language-client.ts'
import type { Diagnostic, SourceFile } from '../../wire/program.ts'

/** Long enough for a quick typist's next key, short enough to seem immediate. */
const pauseMs = 50

/**
 * Keeps the type checker's view of the shown file up to date and reports what it finds, some 50 ms after the last key.
 *
 *     const check = new TypeCheck((file) => …)
 *     check.connect(language)
 *     check.look({ name, text })           // after every change
 *     check.connect(null)                  // stops
 */
export class TypeCheck {
  readonly #report: (problems: readonly Diagnostic[]) => void
  #language: LanguageClient | null = null
  #file: SourceFile | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(report: (problems: readonly Diagnostic[]) => void) {
    this.#report = report
  }

  connect(language: LanguageClient | null): void {
    this.#language?.removeEventListener('status-change', this.#askSoon)
    this.#language = language
    language?.addEventListener('status-change', this.#askSoon)
    this.#askSoon()
  }

  look(file: SourceFile): void {
    this.#file = file
    this.#askSoon()
  }

  readonly #askSoon = (): void => {
    clearTimeout(this.#timer)
    if (this.#language) this.#timer = setTimeout(() => void this.#ask(), pauseMs)
  }

  async #ask(): Promise<void> {
    const language = this.#language
    const file = this.#file
    if (language?.status === 'off') this.#report([])
    if (!language || !file || language.status !== 'ready') return
    language.updateFile(file)
    const problems = await language.check(file.name)
    if (this.#file === file && this.#language === language) this.#report(problems)
  }
}
