/** Who makes the runs: as root, nobody instead, because root changes Ruby's mechanism. The page's runs do the same. */
export const AS_ROOT = process.getuid?.() === 0
/** Flags of `spawnscope run` and `bench`. A test about root leaves them out. */
export const AS_NOBODY = AS_ROOT ? ['--uid', '65534'] : []
