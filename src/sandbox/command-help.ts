/**
 * What Redis' commands are called, take and do: for the page's prompt, which must not import the services themselves.
 * Large, so it is imported when somebody opens the prompt.
 */
export { commandTable, type CommandSpec } from '../services/redis/commands/command-table.ts'
