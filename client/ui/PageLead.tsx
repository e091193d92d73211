interface PageLeadProps {
  title: string
  text: string
}

/** A page's opening words. Some pages also have it in the built index.html (build/vite/firstPaint.ts). */
export function PageLead({ title, text }: PageLeadProps) {
  return (
    <div className="page-lead">
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  )
}
