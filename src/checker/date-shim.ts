// A clock for tests assigns `Date.now` on a subclass of Date, which needs a Date whose `now` lockdown() has not frozen.
// So the tests' realm gets a subclass of its own; the frozen one stays what everything else is built on.

/** The Date that lockdown() freezes. */
export const IntrinsicDate = Date

class RealmDate extends IntrinsicDate {}
for (const name of ['now', 'parse', 'UTC'] as const) {
  Object.defineProperty(RealmDate, name, { value: IntrinsicDate[name], writable: true, configurable: true })
}
Object.defineProperty(RealmDate, 'name', { value: 'Date' })

/** The Date of the tests' realm, on which a clock can be set. */
export const TestDate: DateConstructor = RealmDate as DateConstructor
globalThis.Date = TestDate
