//! The smallest Rust program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [pre-exec] [open] [group] [ignore|default|handle|block=SIGNAL]
use std::os::unix::process::{parent_id, CommandExt};
use std::process::{exit, Command};

// The standard library does not deal with signals; programs take the libc's calls.
extern "C" {
    fn signal(number: i32, handler: usize) -> usize;
    fn sigprocmask(how: i32, set: *const [u64; 16], old: *mut [u64; 16]) -> i32;
}
extern "C" fn nothing(_: i32) {}
const SIG_DFL: usize = 0;
const SIG_IGN: usize = 1;
const SIG_BLOCK: i32 = 0;
const CLASSIC: &str = "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS";

fn number(name: &str) -> i32 {
    let name = if name.is_empty() { "USR1" } else { name };
    let at = CLASSIC.split(' ').position(|one| one == name).unwrap_or_else(|| panic!("no such signal: {name}"));
    at as i32 + 1
}

fn block(name: &str) {
    let mut set = [0u64; 16];
    set[0] = 1 << (number(name) - 1);
    unsafe { sigprocmask(SIG_BLOCK, &set, std::ptr::null_mut()) };
}

/// Before 1.64 the library has no such method. Where it has one, the compiler finds that first.
#[allow(dead_code)]
trait Older {
    fn process_group(&mut self, _: i32) { panic!("process_group came with Rust 1.64"); }
}
impl Older for &mut Command {}

fn main() {
    let mut words = std::env::args().skip(1);
    let mut command = Command::new(words.next().expect("usage: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [pre-exec] [open] [group] [ignore|default|handle|block=SIGNAL]"));
    for word in words {
        match word.split_once('=').unwrap_or((&word, "")) {
            ("cwd", directory) => { command.current_dir(directory); }
            ("uid", uid) => { command.uid(uid.parse().expect("uid=N")); }
            ("path", directories) => { command.env("PATH", directories); }
            ("pre-exec", _) => unsafe { command.pre_exec(|| { let _ = parent_id(); Ok(()) }); },
            ("ignore", name) => unsafe { signal(number(name), SIG_IGN); },
            ("default", name) => unsafe { signal(number(name), SIG_DFL); },
            ("handle", name) => unsafe { signal(number(name), nothing as *const () as usize); },
            ("block", name) => block(name),
            ("open", _) => std::mem::forget(std::fs::File::open("/dev/zero").expect("/dev/zero")),
            #[allow(unstable_name_collisions)]
            ("group", _) => { (&mut command).process_group(0); }
            _ => panic!("no such word: {word}"),
        }
    }
    match command.spawn() {
        Ok(mut child) => exit(child.wait().map_or(1, |status| status.code().unwrap_or(1))),
        Err(error) => exit(error.raw_os_error().unwrap_or(1)),
    }
}
