/** `translate="no"` is valid on every element, but React's types know it only for HTML elements. */
import 'react'

declare module 'react' {
  interface SVGAttributes<T> {
    translate?: 'yes' | 'no' | undefined
  }
}
