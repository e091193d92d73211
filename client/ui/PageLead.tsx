import type { ReactNode } from 'react'

interface PageLeadProps {
  title: string
  text: ReactNode
  children?: ReactNode
}

/** A page's opening words. Some pages also have it in the built index.html (build/vite/firstPaint.ts). */
export function PageLead({ title, text, children }: PageLeadProps) {
  return (
    <div className="page-lead">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </div>
  )
}
