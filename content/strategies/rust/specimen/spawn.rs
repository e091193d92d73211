//! The smallest Rust program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [pre-exec] [handle] [group]
use std::os::unix::process::{parent_id, CommandExt};
use std::process::{exit, Command};

extern "C" {
    fn signal(number: i32, handler: usize) -> usize;
}
extern "C" fn nothing(_: i32) {}
const SIGUSR1: i32 = 10;

/// Before 1.64 the library has no such method. Where it has one, the compiler finds that first.
#[allow(dead_code)]
trait Older {
    fn process_group(&mut self, _: i32) { panic!("process_group came with Rust 1.64"); }
}
impl Older for &mut Command {}

fn main() {
    let mut words = std::env::args().skip(1);
    let mut command = Command::new(words.next().expect("usage: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [pre-exec] [handle] [group]"));
    for word in words {
        match word.split_once('=').unwrap_or((&word, "")) {
            ("cwd", directory) => { command.current_dir(directory); }
            ("uid", uid) => { command.uid(uid.parse().expect("uid=N")); }
            ("path", directories) => { command.env("PATH", directories); }
            ("pre-exec", _) => unsafe { command.pre_exec(|| { parent_id(); Ok(()) }); },
            #[allow(unstable_name_collisions)]
            ("group", _) => { (&mut command).process_group(0); }
            ("handle", _) => unsafe { signal(SIGUSR1, nothing as *const () as usize); },
            _ => panic!("no such word: {word}"),
        }
    }
    match command.spawn() {
        Ok(mut child) => exit(child.wait().map_or(1, |status| status.code().unwrap_or(1))),
        Err(error) => exit(error.raw_os_error().unwrap_or(1)),
    }
}
