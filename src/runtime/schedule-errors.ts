/** Something is wrong with how a job was scheduled. */
export class ScheduleError extends Error {
  override readonly name: string = 'ScheduleError'
}

/** A time, a unit or a deadline that cannot be. */
export class ScheduleValueError extends ScheduleError {
  override readonly name: string = 'ScheduleValueError'
}

/** An interval that does not go with its unit: `every(2).second`, `every(2).monday`. */
export class IntervalError extends ScheduleValueError {
  override readonly name: string = 'IntervalError'
}
