// What Rust's own std::process::Command takes: rustc -O spawns.rs; spawns MB COUNT PROGRAM
// Prints /proc/self/status and smaps_rollup, a line of ---, then nanoseconds, one spawn a line.
use std::process::Command;
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let megabytes: usize = args[1].parse().unwrap();
    let count: usize = args[2].parse().unwrap();
    let mut ballast = vec![0u8; megabytes << 20];
    for page in ballast.chunks_mut(4096) {
        page[0] = 1;
    }
    for file in ["/proc/self/status", "/proc/self/smaps_rollup"] {
        print!("{}", std::fs::read_to_string(file).unwrap());
    }
    println!("---");
    for _ in 0..count {
        let began = Instant::now();
        let status = Command::new(&args[3]).status().unwrap();
        let took = began.elapsed().as_nanos();
        assert!(status.success());
        println!("{took}");
    }
    assert!(ballast.iter().step_by(4096).all(|&byte| byte == 1));
}
