(* The smallest OCaml program that starts another and waits for it: spawn PROGRAM
   [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] *)
let signals =
  Sys.[ "HUP", sighup; "INT", sigint; "QUIT", sigquit; "PIPE", sigpipe; "ALRM", sigalrm; "TERM", sigterm; "USR1", sigusr1;
        "USR2", sigusr2; "CHLD", sigchld; "TSTP", sigtstp; "TTIN", sigttin; "TTOU", sigttou ]

let opened = ref stdin

let obey word =
  match String.split_on_char '=' word with
  | [ "open" ] -> opened := open_in "/dev/zero"
  | [ key; name ] when List.mem_assoc name signals -> (
    let signal = List.assoc name signals in
    match key with
    | "ignore" -> Sys.set_signal signal Sys.Signal_ignore
    | "default" -> Sys.set_signal signal Sys.Signal_default
    | "handle" -> Sys.set_signal signal (Sys.Signal_handle ignore)
    | "block" -> Stdlib.ignore (Unix.sigprocmask Unix.SIG_BLOCK [ signal ])
    | _ -> prerr_endline ("no such word: " ^ word); exit 2)
  | _ -> prerr_endline ("no such word: " ^ word); exit 2

let () =
  let program = Sys.argv.(1) in
  Array.iteri (fun n word -> if n > 1 then obey word) Sys.argv;
  match Unix.waitpid [] (Unix.create_process program [| program |] Unix.stdin Unix.stdout Unix.stderr) with
  | _, Unix.WEXITED status -> exit status
  | _ -> exit 1
  | exception Unix.Unix_error _ -> exit 1
