/** A shape's pattern says what it is, so that colour is not needed. */
export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}memory`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="pattern-line" x1="0" y1="0" x2="0" y2="7" />
      </pattern>
      <pattern id={`${id}stack`} width="6" height="6" patternUnits="userSpaceOnUse">
        <circle className="pattern-dot" cx="3" cy="3" r="1.3" />
      </pattern>
      <pattern id={`${id}runs`} width="10" height="11" patternUnits="userSpaceOnUse">
        <path className="pattern-runs" d="M3 2.5 L6 5.5 L3 8.5" />
      </pattern>
      <marker id={`${id}head`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
        <path d="M0 0 L8 4 L0 8 z" className="arrow-head" />
      </marker>
    </defs>
  )
}
