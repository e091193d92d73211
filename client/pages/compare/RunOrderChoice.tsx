import { useCapabilities } from '../../runs/capabilities.ts'
import { RUN_ORDERS, useRunOrder } from '../../runs/useRunOrder.ts'
import { useParentSettingsWords } from '../../words/parentSettingsWords.ts'

/** Whether runs start together or in turn. Stored in the browser, because it changes how runs are made, not what the page shows. */
export function RunOrderChoice() {
  const { runOrder: words } = useParentSettingsWords()
  const { source } = useCapabilities()
  const [order, setOrder] = useRunOrder()
  // Recordings disturb nothing.
  if (source === 'recorded') return null
  return (
    <fieldset className="run-order" aria-describedby="run-order-why">
      <legend>{words.label}</legend>
      {RUN_ORDERS.map((one) => (
        <label key={one}>
          <input type="radio" name="run-order" checked={order === one} onChange={() => setOrder(one)} />
          {words[one]}
        </label>
      ))}
      <p id="run-order-why" className="quiet">
        {words.why}
      </p>
    </fieldset>
  )
}
