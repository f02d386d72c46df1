/** `node:diagnostics_channel`: nobody listens. Its users look for what they need, and do without. */
export {}
