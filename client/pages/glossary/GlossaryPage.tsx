/** The field's terms in every language. */
import { useEffect } from 'react'
import { useParams } from 'wouter'
import { TERMS } from '../../content/glossary.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { TermList } from './TermList.tsx'
import '../../styles/teaching.css'

export function GlossaryPage() {
  const { glossary: words } = useTeachingWords()
  const { id } = useParams<{ id?: string }>()
  useEffect(() => {
    if (id !== undefined) document.getElementById(`term-${id}`)?.scrollIntoView({ block: 'center' })
  }, [id])
  return (
    <main id="main" tabIndex={-1} className="teaching">
      <header className="teaching-head">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
      </header>
      <TermList terms={TERMS} chosen={id} />
    </main>
  )
}
