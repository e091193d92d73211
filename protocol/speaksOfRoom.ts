/** Whether a frame on /live speaks of a room (roomMessages.ts) and not of a run (messages.ts). Both sides write `kind` first. */
export const speaksOfRoom = (frame: string): boolean => /^\s*\{\s*"kind"\s*:\s*"room/.test(frame)
