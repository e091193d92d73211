/**
 * The article that Spawnscope checks, sentence by sentence. It is credited wherever a page speaks of it.
 * `link`: the blog's own search for it, since the address of the entry itself is not known here.
 */
export const ARTICLE = {
  author: 'kubo39',
  title: 'プロセス起動でposix_spawnとかvforkとかを使うはなし',
  year: 2018,
  language: 'ja',
  link: 'https://kubo39.hatenablog.com/search?q=posix_spawn',
} as const
