import type { SandboxTexts } from '../en/sandbox.ts'

export const sandbox: SandboxTexts = {
  between: '',
  levels: [
    'ライブ実行はできません。ページには記録された実行が表示されます。',
    '実行には上限とシステムコールのフィルターがありますが、このマシンのファイルは見えます。ライブ実行ができるのはこのマシンからだけです。',
    'サーバーを囲むコンテナが壁になっています（運用者の指定による）。実行には上限とシステムコールのフィルターがあります。',
    '実行ごとに専用の名前空間・ファイル・上限と、システムコールのフィルターがあります。',
    '実行ごとに専用の名前空間・ファイル・上限・cgroup と、システムコールのフィルターがあります。',
  ],
  codes: {
    complete: { words: 'すべて動きます。', cure: null },
    no_cgroup: {
      words: 'サーバーに cgroup v2 が委譲されていないため、実行全体の合計を制限するのは時間とプロセス数だけです。',
      cure: '不特定多数に公開する場合は、Delegate=yes を付けた systemd サービスとして起動してください（docs/operating/README.md）。',
    },
    outer_container: {
      words: 'このコンテナの中では bwrap がサンドボックスを作れません。SPAWNSCOPE_OUTER_SANDBOX=container により、コンテナ自体を壁とみなしています。',
      cure: null,
    },
    other_helper: { words: 'SPAWNSCOPE_HELPER で別のヘルパーが指定されており、そのまま起動されます。', cure: 'SPAWNSCOPE_HELPER を外してください。' },
    bwrap_missing: { words: 'bubblewrap（bwrap）がインストールされていません。', cure: '{install} を実行し、サーバーを再起動してください。' },
    bwrap_old: {
      words: 'この bubblewrap は 0.8.0 より古く、ユーザー名前空間の入れ子を禁止できません。',
      cure: '新しいバージョンを入れてください：{install}（0.8.0 以降）。',
    },
    bwrap_setuid: {
      words: 'この bwrap は set-uid root です。bwrap の不具合が root の不具合になります。',
      cure: '一般ユーザーが名前空間を使えるカーネルで、chmod u-s を実行してください。',
    },
    userns_apparmor: {
      words: 'AppArmor が bwrap のユーザー名前空間を禁止しています（Ubuntu 23.10 以降の既定）。',
      cure: 'root で bwrap 専用のプロファイルを入れてください：apt-get install apparmor-profiles、ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/、apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict。マシン全体の制限は解除しません。',
    },
    userns_sysctl: {
      words: 'kernel.unprivileged_userns_clone が 0 で、一般ユーザーは名前空間を使えません。',
      cure: 'root で sysctl kernel.unprivileged_userns_clone=1 を実行してください（Debian 11 以降の既定）。維持するには同じ行を /etc/sysctl.d/ に書きます。',
    },
    userns_limit: { words: 'user.max_user_namespaces に余裕がありません。', cure: 'root で sysctl user.max_user_namespaces=10000 を実行してください。' },
    userns_container: {
      words: 'サーバーを囲むコンテナが名前空間を禁止しています（一般的なコンテナの既定）。',
      cure: 'プロファイルはそのままにします。このコンテナに他のものも認証情報もなければ、--outer-sandbox=container を付けて起動してください（docs/operating/README.md）。--privileged や seccomp=unconfined は決して使わないでください。',
    },
    too_many_processes: {
      words: '実行用ユーザーのプロセス数が上限に達しています。',
      cure: '上限を上げる（ulimit -u、TasksMax=）か、サーバー専用のユーザーを用意してください。',
    },
    bwrap_failed: {
      words: 'bwrap がサンドボックスを作れませんでした。',
      cure: '横に bwrap 自身のメッセージがあります。意味は docs/operating/README.md に載っています。',
    },
    ptrace_yama: {
      words: 'kernel.yama.ptrace_scope によりトレースが禁止されています。',
      cure: 'root で sysctl kernel.yama.ptrace_scope=1 を実行してください（値が 3 なら次の起動まで変えられません）。',
    },
    ptrace_refused: {
      words: 'ここではトレースが拒否されます。',
      cure: 'ptrace が許可された環境で起動してください。デバッガーや gVisor の下は避け、ptrace を通すコンテナのプロファイル（Docker の既定は通します）を使ってください。',
    },
    supervisor_missing: { words: 'スーパーバイザーがビルドされていません。', cure: 'npm run setup を実行し、サーバーを再起動してください。' },
    helper_missing: {
      words: '使えるヘルパーがありません。',
      cure: 'クローンでは C コンパイラと make（apt-get install build-essential）を入れ、npm start し直してください。パッケージにはヘルパーが入っているので、インストールし直してください。',
    },
    user_taken: {
      words: 'サーバーが root で起動されましたが、実行用のユーザー ID は他で使われています。',
      cure: '一般ユーザーで起動するか、SPAWNSCOPE_RUN_UID にどのアカウントにも属さない番号を指定してください。',
    },
    proc_hidden: { words: '/proc が読めません。', cure: 'proc(5) をマウントしてください：mount -t proc proc /proc' },
    probe_failed: {
      words: '試しの実行が最後まで終わりませんでした。',
      cure: 'クローンでは npm run setup でビルドし直してください。詳しくは横のメッセージにあります。',
    },
  },
}
