/** When a link to upstream names one text for ever: a release and a line in it. */

/** What is read as a whole, so that it has no line. */
const WHOLE = ['issue', 'pull request', 'commit', 'ticket', 'advisory', 'article', 'paper', 'talk', 'manual', 'standard']

/** A branch moves, so a line in it soon is another one. */
const MOVING = '(?:main|master|HEAD|trunk|devel|develop)'
const FORMS = [
  new RegExp(`/blob/(?!${MOVING}/)[^/#]+/[^#]+#L\\d+`),
  /;hb=(?!HEAD)[^#;]+#l\d+$/,
  new RegExp(`\\?(?:h|id)=(?!${MOVING}(?:#|$))[^#&]+#n\\d+$`),
  /\/\+\/refs\/tags\/[^#]+#\d+$/,
]
/** A man page of a release. It has no lines. */
const MAN_PAGE = /\/man\d\/[^#?]+\?h=[^#&]+$/

export function isPinned({ file, link }: { file: string; link: string }): boolean {
  return WHOLE.includes(file) || MAN_PAGE.test(link) || FORMS.some((form) => form.test(link))
}
