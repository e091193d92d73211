interface PageLeadProps {
  title: string
  text: string
}

/** What a page says before it shows anything. Of some pages it stands in the built index.html, too (build/vite/firstPaint.ts). */
export function PageLead({ title, text }: PageLeadProps) {
  return (
    <div className="page-lead">
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  )
}
