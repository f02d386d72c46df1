import { serve, type Port } from '../wire/channel.ts'
import { languageAnswers } from './language-answers.ts'
import type { LanguageCalls } from './language-calls.ts'

// The project's types see a window here; in a worker `self` is a port.
serve<LanguageCalls>(
  self as unknown as Port,
  languageAnswers((url) => fetch(url)),
)
