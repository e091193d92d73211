/**
 * npm run record: every strategy and every real program of this machine, then the runs of the content and of the Lab.
 * The order matters: the second step reads the catalog that the first has written.
 */
import './strategies.ts'
import './teaching.ts'
import './atlas.ts'
import './own.ts'
