/** `inbox` of a step's tests in a terminal: what lies in the mail server of their world. */
import PostalMime from 'postal-mime'
import { makeInbox } from '../runtime/inbox.ts'
import { inboxAnswers } from '../sandbox/inbox-answers.ts'
import { lessonMail } from './lesson-services.ts'

export const inbox = makeInbox(
  async (name, argument) => {
    const answers = inboxAnswers(await lessonMail())
    const answer = answers[name] as (argument: unknown) => ReturnType<(typeof answers)[typeof name]>
    return answer(argument)
  },
  (source) => PostalMime.parse(source),
)
