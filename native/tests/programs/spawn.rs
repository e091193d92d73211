// Spawns with std::process, by its short way and by the one that needs fork.
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

fn main() {
    let output = Command::new("/bin/echo").arg("hello").stderr(Stdio::null()).output().unwrap();
    assert_eq!(output.stdout, b"hello\n");
    let mut child = Command::new("cat").env_clear().env("A", "b").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"to the child").unwrap();
    child.wait().unwrap();
    Command::new("/bin/true").current_dir("/").process_group(0).status().unwrap();
    assert!(Command::new("/nonexistent").status().is_err());
}
