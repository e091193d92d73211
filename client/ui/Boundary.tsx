/**
 * Stands round a page or a figure. What fails inside is replaced by a notice with the reason and what to do; all around it stays.
 * A failed fetch is tried again by itself (fetchedOnce.ts, useTryAgain.ts); a fault of the code when the reader shows something else.
 */
import { Component, type ReactNode } from 'react'
import { onTryAgain } from '../content/fetchedOnce.ts'
import { Failed } from './Failed.tsx'

interface BoundaryProps {
  /** A whole page, or a part of one. */
  what?: 'page' | 'part'
  /** What is shown inside. When it changes, the children are drawn again. */
  of?: unknown
  children: ReactNode
}

export class Boundary extends Component<BoundaryProps, { fault: { is: unknown } | null }> {
  override state: { fault: { is: unknown } | null } = { fault: null }
  #undo = (): void => {}

  static getDerivedStateFromError(is: unknown): { fault: { is: unknown } } {
    return { fault: { is } }
  }

  override componentDidMount(): void {
    this.#undo = onTryAgain(() => this.setState({ fault: null }))
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.fault && before.of !== this.props.of) this.setState({ fault: null })
  }

  override componentWillUnmount(): void {
    this.#undo()
  }

  override render(): ReactNode {
    return this.state.fault ? <Failed fault={this.state.fault.is} what={this.props.what ?? 'part'} /> : this.props.children
  }
}
