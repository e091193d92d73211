/** `translate="no"` is for every element; React's types know it for those of HTML only. */
import 'react'

declare module 'react' {
  interface SVGAttributes<T> {
    translate?: 'yes' | 'no' | undefined
  }
}
