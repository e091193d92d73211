/// <reference types="vite/client" />
declare module '*.css'

interface ImportMetaEnv {
  /** This build is a site of plain files (npm run build:site): no server will ever answer. */
  readonly PLAIN_FILES: boolean
}
