/** How to start npm: the one that runs us, if one does, else the one of PATH. */

/** @param {readonly string[]} words @returns {[string, string[]]} A program and its words. */
export function npmCommand(words) {
  const npm = process.env.npm_execpath
  return npm?.endsWith('.js') ? [process.execPath, [npm, ...words]] : ['npm', [...words]]
}
