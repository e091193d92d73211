/** What the observer figure says, in both languages. */
import { type Language, useLanguage } from '../../words/language.ts'

const en = {
  title: 'Watching is not free.',
  text: 'The same start, measured by itself: alone, under our tracer, and under strace, each watcher on one processor with what it watches. A traced time puts events in order; it says nothing about how long they take when nobody looks.',
  strategy: 'Strategy',
  alone: 'Alone',
  ours: 'Under our tracer',
  strace: (version: string) => `Under strace -f ${version}`,
  noStrace: 'Under strace (not found)',
}
type Words = typeof en
const ja: Words = {
  title: '観察には代価があります。',
  text: '同じ起動を、起動する側が自分で計ったものです。単独の場合、このトレーサーの下、strace の下（見る側と見られる側を同じプロセッサに固定）。トレース中の時刻は出来事の順番を示すもので、誰も見ていないときの長さは示しません。',
  strategy: '方式',
  alone: '単独',
  ours: 'このトレーサーの下',
  strace: (version) => `strace -f ${version} の下`,
  noStrace: 'strace の下（見つかりません）',
}
const WORDS: Record<Language, Words> = { en, ja }

export function useObserverWords(): Words {
  return WORDS[useLanguage()]
}
