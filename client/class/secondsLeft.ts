/** Whole seconds until a vote closes, by the server's clock, which is `ahead` ms of this one; 0 once the time is over. */
export function secondsLeft(closesAt: number, ahead: number): number {
  return Math.max(0, Math.ceil((closesAt - Date.now() - ahead) / 1000))
}
