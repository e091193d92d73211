/** What each level means and how to get a higher one, in both languages. Pure. */
import type { Both, SandboxCode } from '../../protocol/sandbox.ts'
import { type Distribution, installBubblewrap } from './distribution.ts'

/** The sentence for a level. */
export const LEVELS: readonly Both[] = [
  { en: 'No live runs: the page shows recorded ones.', ja: 'ライブ実行はできません。ページには記録済みの実行が表示されます。' },
  {
    en: 'Runs have limits and a system call filter, but see the files of this machine: live runs on this machine only.',
    ja: '実行には上限とシステムコールのフィルターがありますが、このマシンのファイルは見えます。ライブ実行はこのマシンからのみ可能です。',
  },
  {
    en: 'The container around the server is the wall, as its operator says; runs have limits and a system call filter.',
    ja: 'サーバーを囲むコンテナが壁になっています（運用者の指定による）。実行には上限とシステムコールのフィルターがあります。',
  },
  {
    en: 'Every run has namespaces, files and limits of its own, and a system call filter.',
    ja: '実行ごとに専用の名前空間・ファイル・上限と、システムコールのフィルターがあります。',
  },
  {
    en: 'Every run has namespaces, files, limits and a control group of its own, and a system call filter.',
    ja: '実行ごとに専用の名前空間・ファイル・上限・cgroup と、システムコールのフィルターがあります。',
  },
]

interface Advice {
  words: Both
  cure: Both | null
}

const NO_SYSCTL = {
  en: 'Do not turn the restriction off for the whole machine.',
  ja: 'マシン全体の制限は解除しないでください。',
}

/** What keeps a server from a higher level, and the cure on this distribution. */
export function adviceOn(code: SandboxCode, distribution: Distribution): Advice {
  const install = installBubblewrap(distribution)
  switch (code) {
    case 'complete':
      return { words: { en: 'Everything works.', ja: 'すべて動作しています。' }, cure: null }
    case 'no_cgroup':
      return {
        words: {
          en: 'No control group (cgroup v2) was delegated to the server, so the sum over all processes of a run is bounded by time and number only.',
          ja: 'サーバーに cgroup v2 が委譲されていないため、実行全体の合計は時間とプロセス数でのみ制限されます。',
        },
        cure: {
          en: 'Start the server as a systemd service with Delegate=yes (docs/operating.md), if it is to face strangers.',
          ja: '不特定多数に公開する場合は、Delegate=yes を付けた systemd サービスとして起動してください（docs/operating.md）。',
        },
      }
    case 'outer_container':
      return {
        words: {
          en: 'bwrap cannot build a sandbox inside this container; SPAWNSCOPE_OUTER_SANDBOX=container says that the container is one.',
          ja: 'このコンテナの中では bwrap がサンドボックスを作れません。SPAWNSCOPE_OUTER_SANDBOX=container により、コンテナ自体を壁とみなしています。',
        },
        cure: null,
      }
    case 'other_helper':
      return {
        words: {
          en: 'SPAWNSCOPE_HELPER names another helper, which is started as it is.',
          ja: 'SPAWNSCOPE_HELPER で別のヘルパーが指定されており、そのまま起動されます。',
        },
        cure: { en: 'Unset SPAWNSCOPE_HELPER.', ja: 'SPAWNSCOPE_HELPER を外してください。' },
      }
    case 'bwrap_missing':
      return {
        words: { en: 'bubblewrap (bwrap) is not installed.', ja: 'bubblewrap（bwrap）がインストールされていません。' },
        cure: { en: `${install}, then start the server again.`, ja: `${install} を実行し、サーバーを再起動してください。` },
      }
    case 'bwrap_old':
      return {
        words: {
          en: 'This bubblewrap is older than 0.8.0 and cannot forbid further user namespaces.',
          ja: 'この bubblewrap は 0.8.0 より古く、ユーザー名前空間の入れ子を禁止できません。',
        },
        cure: { en: `A newer one: ${install} (0.8.0 or later).`, ja: `新しい版を入れてください: ${install}（0.8.0 以降）。` },
      }
    case 'bwrap_setuid':
      return {
        words: {
          en: 'This bwrap is set-uid root; a fault in it would be a fault of root.',
          ja: 'この bwrap は set-uid root です。不具合が root の不具合になります。',
        },
        cure: {
          en: 'chmod u-s on it, on a kernel that lets users have namespaces.',
          ja: '一般ユーザーが名前空間を使えるカーネルで、chmod u-s を実行してください。',
        },
      }
    case 'userns_apparmor':
      return {
        words: {
          en: 'AppArmor keeps bwrap from having a user namespace, as on Ubuntu 23.10 and later.',
          ja: 'AppArmor が bwrap のユーザー名前空間を禁止しています（Ubuntu 23.10 以降の既定）。',
        },
        cure: {
          en: `As root, install the profile for bwrap alone: apt-get install apparmor-profiles, then ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ and apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict. ${NO_SYSCTL.en}`,
          ja: `root で bwrap 専用のプロファイルを入れます: apt-get install apparmor-profiles、ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/、apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict。${NO_SYSCTL.ja}`,
        },
      }
    case 'userns_sysctl':
      return {
        words: {
          en: 'kernel.unprivileged_userns_clone is 0: users may not have namespaces.',
          ja: 'kernel.unprivileged_userns_clone が 0 で、一般ユーザーは名前空間を使えません。',
        },
        cure: {
          en: 'As root: sysctl kernel.unprivileged_userns_clone=1 (Debian’s default since 11), and the same line in /etc/sysctl.d/ to keep it.',
          ja: 'root で sysctl kernel.unprivileged_userns_clone=1（Debian 11 以降の既定）。維持するには同じ行を /etc/sysctl.d/ に書きます。',
        },
      }
    case 'userns_limit':
      return {
        words: { en: 'user.max_user_namespaces leaves none.', ja: 'user.max_user_namespaces に余裕がありません。' },
        cure: { en: 'As root: sysctl user.max_user_namespaces=10000.', ja: 'root で sysctl user.max_user_namespaces=10000 を実行してください。' },
      }
    case 'userns_container':
      return {
        words: {
          en: 'The container around the server refuses namespaces, as container profiles do.',
          ja: 'サーバーを囲むコンテナが名前空間を禁止しています（一般的なコンテナの既定）。',
        },
        cure: {
          en: 'Keep the profile. If this container holds nothing else and has no credentials, start the server with --outer-sandbox=container (docs/operating.md). Never --privileged, never seccomp=unconfined.',
          ja: 'プロファイルはそのままに。このコンテナに他のものも認証情報もなければ、--outer-sandbox=container を付けて起動してください（docs/operating.md）。--privileged や seccomp=unconfined は使わないでください。',
        },
      }
    case 'too_many_processes':
      return {
        words: { en: 'The user of the runs has as many processes as it may have.', ja: '実行用ユーザーのプロセス数が上限に達しています。' },
        cure: {
          en: 'Raise the limit (ulimit -u, TasksMax=), or give the server a user of its own.',
          ja: '上限を上げる（ulimit -u、TasksMax=）か、サーバー専用のユーザーを用意してください。',
        },
      }
    case 'bwrap_failed':
      return {
        words: { en: 'bwrap could not build the sandbox.', ja: 'bwrap がサンドボックスを作れませんでした。' },
        cure: {
          en: 'Its own words stand beside this; docs/operating.md lists what they mean.',
          ja: '横に bwrap 自身のメッセージがあります。意味は docs/operating.md を参照してください。',
        },
      }
    case 'ptrace_yama':
      return {
        words: { en: 'kernel.yama.ptrace_scope forbids tracing.', ja: 'kernel.yama.ptrace_scope によりトレースが禁止されています。' },
        cure: {
          en: 'As root: sysctl kernel.yama.ptrace_scope=1 (3 lasts until the next boot).',
          ja: 'root で sysctl kernel.yama.ptrace_scope=1（値が 3 なら次の起動まで変えられません）。',
        },
      }
    case 'ptrace_refused':
      return {
        words: { en: 'Tracing is refused here.', ja: 'ここではトレースが拒否されます。' },
        cure: {
          en: 'Run the server where ptrace is allowed: not under a debugger, not under gVisor, with a container profile that lets ptrace through (Docker’s own does).',
          ja: 'ptrace が許可された環境で起動してください。デバッガーや gVisor の下ではなく、ptrace を通すプロファイル（Docker の既定は通します）で。',
        },
      }
    case 'supervisor_missing':
      return {
        words: { en: 'The supervisor is not built.', ja: 'スーパーバイザーがビルドされていません。' },
        cure: { en: 'npm run setup, then start the server again.', ja: 'npm run setup を実行し、サーバーを再起動してください。' },
      }
    case 'helper_missing':
      return {
        words: { en: 'The helper is not built.', ja: 'ヘルパーがビルドされていません。' },
        cure: {
          en: 'A C compiler and make (apt-get install build-essential), then npm start again.',
          ja: 'C コンパイラと make（apt-get install build-essential）を入れ、npm start し直してください。',
        },
      }
    case 'user_taken':
      return {
        words: {
          en: 'The server was started as root, and the user that runs would get belongs to somebody.',
          ja: 'サーバーが root で起動されましたが、実行用のユーザー ID は他で使われています。',
        },
        cure: {
          en: 'Start the server as an ordinary user, or give SPAWNSCOPE_RUN_UID a number that no account has.',
          ja: '一般ユーザーで起動するか、SPAWNSCOPE_RUN_UID にどのアカウントにも属さない番号を指定してください。',
        },
      }
    case 'proc_hidden':
      return {
        words: { en: '/proc cannot be read here.', ja: '/proc が読めません。' },
        cure: { en: 'Mount proc(5): mount -t proc proc /proc.', ja: 'proc(5) をマウントしてください: mount -t proc proc /proc' },
      }
    case 'probe_failed':
      return {
        words: { en: 'A run for trial did not come to its end.', ja: '試験的な実行が最後まで終わりませんでした。' },
        cure: {
          en: 'Build it again: npm run setup. The words beside this say more.',
          ja: 'npm run setup で作り直してください。詳しくは横のメッセージを参照してください。',
        },
      }
  }
}
