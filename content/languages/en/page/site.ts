/** Words of the site of plain files, which plays recordings. English. */

export const site = {
  badge: 'Recorded runs',
  about: 'This copy has no server. It plays runs that were recorded with the project.',
  toRunLive: 'To run live: get the project, and on Linux type',
  end: ' in its folder.',
  live: 'on Linux, run npm start in the folder of the project, and open the page that it names',
  where: 'Recorded where?',
  notRecorded: 'no run with these settings was recorded, and this copy has no server that could make one',
  runIt: (command: string) => `take one of the recorded runs offered on this page, or run it on Linux: ${command}`,
  nobodyLetsGo: 'a child can be released only while its run goes on; this copy has no server and plays recordings only',
  inShell: (command: string) => `on Linux, run npm start in the folder of the project; or hold it in a shell, and type release: ${command}`,
  noStored: (id: string) => `run ${id} is stored only on the server that made it; this copy has no server`,
  noLines: 'This copy has no server that could read an installed toolchain. Start one with npm start, where the toolchain is.',
  noCompiling: 'this copy has no server that could compile a program',
  noMeasuring: 'this copy has no server that could measure',
  nearest: {
    title: 'Not recorded',
    text: 'This copy has no server, and no run with these settings was recorded. The nearest recorded runs:',
    toRunIt: 'To run yours, on Linux in the folder of the project, after npm start has built it:',
    whole: 'whole run',
    short: 'shortened to what matters',
  },
  environment: {
    title: 'Where the runs were recorded',
    text: 'This copy runs nothing, so there is nothing to check here. Its recordings were made on these machines.',
    ours: 'Our re-creations',
    runs: (count: number, machine: string) => `${count} runs: ${machine}`,
    real: 'Real programs',
    cost: 'What it costs',
    yours: 'Runs of your own',
    offline: 'This copy is kept in your browser: it opens without a network.',
  },
}

export type SiteWords = typeof site
