//! `goesc serve`: the playground in a browser, from this machine.
//!
//! In: requests over HTTP. Out: the page, and answers of [`crate::playground`].
//! Invariants: no request makes the server read or write a file; the server itself analyses
//! nothing: child processes do, which may crash, hang or grow without harm to it ([`pool`]); every
//! wait has a limit, and whatever is refused is refused with a status that says why ([`http`]).

mod connection;
mod http;
mod page;
mod pool;
mod worker;

use super::{FAILED, args::ServeArgs};
use connection::Connections;
use http::Server;
use pool::Pool;
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
pub(super) use worker::run as run_worker;

/// How long open connections may take to finish when the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves until Ctrl-C.
pub(super) fn run(args: &ServeArgs) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("no runtime for the server: {error}")),
    };
    match runtime.block_on(serve(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &str) -> ExitCode {
    eprintln!("goesc: {error}");
    ExitCode::from(FAILED)
}

async fn serve(args: &ServeArgs) -> Result<(), String> {
    let listener = TcpListener::bind(args.addr)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", args.addr))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let workers = match args.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from).min(8),
        number => number,
    };
    let program = std::env::current_exe().map_err(|error| format!("cannot find its own program: {error}"))?;
    let limits = pool::Limits {
        workers,
        waiting: workers * 64,
        time: Duration::from_secs(args.time_limit.max(1)),
        ..pool::Limits::default()
    };
    let pool = Pool::new(program, limits);
    let server = Arc::new(Server::new(pool, args.page.clone()));
    announce(address);
    let mut connections = Connections::new(server);
    connections.accept_until(listener, stop_signal()).await;
    connections.finish(FAREWELL).await;
    Ok(())
}

/// Tells where the server is. Scripts read the last word of the first line.
fn announce(address: SocketAddr) {
    let mut out = std::io::stdout().lock();
    // A closed pipe only means that nobody wants to know.
    let _ = writeln!(out, "goesc: playground at http://{address}/");
    let _ = out.flush();
    if !address.ip().is_loopback() {
        eprintln!("goesc: {} can be reached from other machines", address.ip());
    }
}

/// Ends when the user, or the system, wants the server to stop.
async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a way to hear of it, the default action ends the process.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
