import { type ComponentType, type ReactNode, Suspense, useEffect } from 'react'
import { Boundary } from './Boundary.tsx'
import { type FetchedPart, fetchedPart } from './fetchedPart.ts'
import { partComes } from './turns.ts'

/** A part of a page that is fetched when it is drawn: meanwhile `waiting` stands there, and a notice if it does not come. */
export function latePart<P extends object>(get: () => Promise<ComponentType<P>>, waiting: ReactNode = null): ComponentType<P> & Pick<FetchedPart, 'load'> {
  const { Component, load } = fetchedPart(get)
  function LatePart(props: P) {
    return (
      <Boundary>
        <Suspense fallback={<Coming>{waiting}</Coming>}>
          <Component {...props} />
        </Suspense>
      </Boundary>
    )
  }
  return Object.assign(LatePart, { load })
}

function Coming({ children }: { children: ReactNode }) {
  useEffect(partComes, [])
  return children
}
