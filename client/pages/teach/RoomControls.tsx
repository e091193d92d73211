/** What a teacher may do about the way in, and the end of the class. */

import { useState } from 'react'
import { WINDOW_ROOM } from '../../class/keptClass.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import { useTeachWords } from '../../words/teachWords.ts'

export function RoomControls({ here: { line, view } }: { here: InClass }) {
  const { room: words } = useTeachWords()
  const [sure, setSure] = useState(false)
  const { state, room } = view
  if (!state || room === WINDOW_ROOM) return null
  return (
    <p className="console-buttons">
      <button type="button" className="button" aria-pressed={state.locked} onClick={() => line.act({ of: 'lock', locked: !state.locked })}>
        {state.locked ? words.unlock : words.lock}
      </button>
      <button type="button" className="button" aria-pressed={!state.headcount} onClick={() => line.act({ of: 'headcount', shown: !state.headcount })}>
        {state.headcount ? words.headcountHide : words.headcountShow}
      </button>
      <button type="button" className="button" onClick={() => line.act({ of: 'recode' })}>
        {words.recode}
      </button>
      <button type="button" className="button" onClick={() => line.act({ of: 'rekey' })}>
        {words.rekey}
      </button>
      <button
        type="button"
        className="button"
        data-tone={sure ? 'primary' : undefined}
        disabled={state.stage === 'ended'}
        onBlur={() => setSure(false)}
        onClick={() => (sure ? line.act({ of: 'finish' }) : setSure(true))}
      >
        {sure ? words.finishSure : words.finish}
      </button>
    </p>
  )
}
