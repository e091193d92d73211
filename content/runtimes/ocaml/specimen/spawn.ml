(* The smallest OCaml program that starts another and waits for it: spawn PROGRAM *)
let () =
  let program = Sys.argv.(1) in
  match Unix.waitpid [] (Unix.create_process program [| program |] Unix.stdin Unix.stdout Unix.stderr) with
  | _, Unix.WEXITED status -> exit status
  | _ -> exit 1
  | exception Unix.Unix_error _ -> exit 1
