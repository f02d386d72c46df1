export function nodeProblem(version: string): string | null
export function installReason(root: string): string | null
