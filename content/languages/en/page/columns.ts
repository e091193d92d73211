/** Words of the columns of a comparison. They stand below the first figure, so they come after it. English. */
export const columns = {
  column: (n: number): string => `Strategy in column ${n}`,
  removeColumn: (title: string): string => `Remove the column ${title}`,
  addColumn: 'Add a column',
  columnGroups: { runtimes: 'Runtimes, re-created', plain: 'Plain mechanisms', real: 'Real programs' },
  onlyHere: 'only here',
  keepRun: 'Keep this run',
  keepRunWhy: 'The column and the link then name this run, as the server has stored it',
  moreSteps: (count: number): string => `and ${count} more, further from the cursor`,
  unfold: (count: number): string => `show all ${count}`,
  nothingHere: 'nothing in this phase',
  terminals: 'Terminals',
}

export type ColumnWords = typeof columns
