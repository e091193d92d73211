import type { ObserverWords } from '../../en/page/observer.ts'

export const observer: ObserverWords = {
  title: '観察にはコストがかかります。',
  text: '同じ起動を、起動する側が自分で計りました。単独の場合、このトレーサーの下、strace の下を比べています（見る側と見られる側は同じプロセッサに固定）。トレース中の時刻は出来事の順番を示すもので、誰も見ていないときの長さは示しません。',
  strategy: '方式',
  alone: '単独',
  ours: 'このトレーサーの下',
  strace: (version) => `strace -f ${version} の下`,
  noStrace: 'strace の下（見つからない）',
}
