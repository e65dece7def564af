//! Arguments, then the window or a headless command.

use clap::Parser as _;
use homestraight::{cli, desk};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    if let Some(command) = arguments.command {
        return cli::run(command);
    }
    match desk::run(arguments.files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("homestraight: the window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
