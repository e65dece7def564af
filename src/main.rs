//! Arguments, then the window or a headless command.

use clap::Parser as _;
use homestraight::{cli, desk};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let started = Instant::now();
    let arguments = cli::Arguments::parse();
    if let Some(command) = arguments.command {
        return cli::run(command);
    }
    if let Some(mistyped) = arguments.mistyped_command() {
        eprintln!("homestraight: {mistyped}");
        return ExitCode::FAILURE;
    }
    let ended = match arguments.measure_first_frame {
        true => desk::measure_first_frame(arguments.files, started),
        false => desk::run(arguments.files),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("homestraight: the window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
