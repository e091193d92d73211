/** The words of the key sheet and of the palette. English. */
export const dialogs = {
  keys: [
    { keys: ['→', '←'], does: 'next step, step back; a presenter’s clicker too (PageDown, PageUp)' },
    { keys: ['Home', 'End'], does: 'first step, last step' },
    { keys: ['↑', '↓'], does: 'row by row, in a terminal without a prompt; Enter pins the row' },
    { keys: ['Space'], does: 'play, pause' },
    { keys: [',', '.'], does: 'previous pace, next pace' },
    { keys: ['[', ']'], does: 'previous phase, next phase' },
    { keys: ['M', 'Shift-M'], does: 'next named moment, the one before' },
    { keys: ['F'], does: 'the figure fills the screen' },
    { keys: ['1 … 6'], does: 'step through the run of that column' },
    { keys: ['+', '-', '0'], does: 'zoom the timeline in, out, back to the whole' },
    { keys: ['A', 'D'], does: 'move along the timeline' },
    { keys: ['R'], does: 'run all columns' },
    { keys: ['L'], does: 'in the Lab: let the held child go' },
    { keys: ['Esc'], does: 'let go of what is pinned' },
    { keys: ['Ctrl-K'], does: 'command palette: any page, language, theme' },
    { keys: ['?'], does: 'this sheet' },
  ],
  palette: {
    title: 'Go anywhere, do anything',
    field: 'Where to? A page, a lesson, a word, a signal …',
    none: 'Nothing by that name.',
    page: (name: string) => `Go to ${name}`,
    language: (name: string) => `Language: ${name}`,
    theme: (name: string) => `Theme: ${name}`,
    lab: (title: string) => `Try ${title} in the Lab`,
    keys: 'Show the keys',
    kinds: { lesson: 'Lesson', claim: 'Claim', incident: 'Incident', term: 'Word', real: 'Real program', signal: 'Ignored by the parent' },
  },
}

export type DialogWords = typeof dialogs
