import type { SandboxTexts } from '../en/sandbox.ts'

export const sandbox: SandboxTexts = {
  between: '',
  levels: [
    'ライブ実行はできない。ページには記録された実行が表示される。',
    '実行には上限とシステムコールのフィルターがあるが、このマシンのファイルは見える。ライブ実行ができるのはこのマシンからだけである。',
    'サーバーを囲むコンテナが壁になっている（運用者の指定による）。実行には上限とシステムコールのフィルターがある。',
    '実行ごとに専用の名前空間・ファイル・上限と、システムコールのフィルターがある。',
    '実行ごとに専用の名前空間・ファイル・上限・cgroup と、システムコールのフィルターがある。',
  ],
  codes: {
    complete: { words: 'すべて動く。', cure: null },
    no_cgroup: {
      words: 'サーバーに cgroup v2 が委譲されていないため、実行全体の合計を制限するのは時間とプロセス数だけである。',
      cure: '不特定多数に公開する場合は、Delegate=yes を付けた systemd サービスとして起動する（docs/operating/README.md）。',
    },
    outer_container: {
      words: 'このコンテナの中では bwrap がサンドボックスを作れない。SPAWNSCOPE_OUTER_SANDBOX=container により、コンテナ自体を壁とみなしている。',
      cure: null,
    },
    other_helper: { words: 'SPAWNSCOPE_HELPER で別のヘルパーが指定されており、そのまま起動される。', cure: 'SPAWNSCOPE_HELPER を外す。' },
    bwrap_missing: { words: 'bubblewrap（bwrap）がインストールされていない。', cure: '{install} を実行し、サーバーを再起動する。' },
    bwrap_old: {
      words: 'この bubblewrap は 0.8.0 より古く、ユーザー名前空間の入れ子を禁止できない。',
      cure: '新しい版を入れる：{install}（0.8.0 以降）。',
    },
    bwrap_setuid: {
      words: 'この bwrap は set-uid root である。bwrap の不具合が root の不具合になる。',
      cure: '一般ユーザーが名前空間を使えるカーネルで、chmod u-s を実行する。',
    },
    userns_apparmor: {
      words: 'AppArmor が bwrap のユーザー名前空間を禁止している（Ubuntu 23.10 以降の既定）。',
      cure: 'root で bwrap 専用のプロファイルを入れる：apt-get install apparmor-profiles、ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/、apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict。マシン全体の制限は解除しない。',
    },
    userns_sysctl: {
      words: 'kernel.unprivileged_userns_clone が 0 で、一般ユーザーは名前空間を使えない。',
      cure: 'root で sysctl kernel.unprivileged_userns_clone=1 を実行する（Debian 11 以降の既定）。維持するには同じ行を /etc/sysctl.d/ に書く。',
    },
    userns_limit: { words: 'user.max_user_namespaces に余裕がない。', cure: 'root で sysctl user.max_user_namespaces=10000 を実行する。' },
    userns_container: {
      words: 'サーバーを囲むコンテナが名前空間を禁止している（一般的なコンテナの既定）。',
      cure: 'プロファイルはそのままにする。このコンテナに他のものも認証情報もなければ、--outer-sandbox=container を付けて起動する（docs/operating/README.md）。--privileged や seccomp=unconfined は決して使わない。',
    },
    too_many_processes: {
      words: '実行用ユーザーのプロセス数が上限に達している。',
      cure: '上限を上げる（ulimit -u、TasksMax=）か、サーバー専用のユーザーを用意する。',
    },
    bwrap_failed: {
      words: 'bwrap がサンドボックスを作れなかった。',
      cure: '横に bwrap 自身のメッセージがある。意味は docs/operating/README.md に載っている。',
    },
    ptrace_yama: {
      words: 'kernel.yama.ptrace_scope によりトレースが禁止されている。',
      cure: 'root で sysctl kernel.yama.ptrace_scope=1 を実行する（値が 3 なら次の起動まで変えられない）。',
    },
    ptrace_refused: {
      words: 'ここではトレースが拒否される。',
      cure: 'ptrace が許可された環境で起動する。デバッガーや gVisor の下は避け、ptrace を通すコンテナのプロファイル（Docker の既定は通す）を使う。',
    },
    supervisor_missing: { words: 'スーパーバイザーがビルドされていない。', cure: 'npm run setup を実行し、サーバーを再起動する。' },
    helper_missing: {
      words: 'ヘルパーがビルドされていない。',
      cure: 'C コンパイラと make（apt-get install build-essential）を入れ、npm start し直す。',
    },
    user_taken: {
      words: 'サーバーが root で起動されたが、実行用のユーザー ID は他で使われている。',
      cure: '一般ユーザーで起動するか、SPAWNSCOPE_RUN_UID にどのアカウントにも属さない番号を指定する。',
    },
    proc_hidden: { words: '/proc が読めない。', cure: 'proc(5) をマウントする：mount -t proc proc /proc' },
    probe_failed: {
      words: '試しの実行が最後まで終わらなかった。',
      cure: 'npm run setup でビルドし直す。詳しくは横のメッセージにある。',
    },
  },
}
