import type { ComponentProps } from 'react'

interface IconButtonProps extends ComponentProps<'button'> {
  /** For screen readers, and shown as a tooltip. */
  label: string
  /** Draws no frame. */
  plain?: boolean
}

/** A button that shows an icon only. */
export function IconButton({ label, plain = false, ...rest }: IconButtonProps) {
  return <button type="button" className="button" data-tone={plain ? 'plain' : undefined} data-icon aria-label={label} title={label} {...rest} />
}
