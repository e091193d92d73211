// Starts another program and waits for it.
use std::process::{exit, Command};

fn main() {
    match Command::new("echo").arg("hello").status() {
        Ok(status) => exit(status.code().unwrap_or(1)),
        Err(error) => {
            eprintln!("echo: {error}");
            exit(1);
        }
    }
}
