import type { ComponentProps } from 'react'

interface IconButtonProps extends ComponentProps<'button'> {
  /** Spoken, and shown to who points at it. */
  label: string
  /** Without a frame. */
  plain?: boolean
}

/** A button that shows an icon only. */
export function IconButton({ label, plain = false, ...rest }: IconButtonProps) {
  return <button type="button" className="button" data-tone={plain ? 'plain' : undefined} data-icon aria-label={label} title={label} {...rest} />
}
