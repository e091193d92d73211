/**
 * What several say at the same time, told one after the other in a fixed order: the first that has not ended speaks at once,
 * the others are heard when it is their turn.
 */

/** @param {(text: string) => void} print */
export function sayInTurn(print) {
  /** @type {{ held: string, ended: boolean }[]} */
  const speakers = []
  let turn = 0
  /** @param {number} at */
  const speaker = (at) => {
    while (speakers.length <= at) speakers.push({ held: '', ended: false })
    return /** @type {{ held: string, ended: boolean }} */ (speakers[at])
  }

  function release() {
    for (;;) {
      const now = speaker(turn)
      if (now.held) print(now.held)
      now.held = ''
      if (!now.ended) return
      turn += 1
    }
  }

  return {
    /** @param {number} at @param {string} text */
    say(at, text) {
      speaker(at).held += text
      if (at === turn) release()
    },
    /** @param {number} at */
    end(at) {
      speaker(at).ended = true
      if (at === turn) release()
    },
  }
}
