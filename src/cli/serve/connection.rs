//! Connections: how many there are, and how long each may take.
//!
//! In: a listener. Out: nothing; every connection is answered or refused.
//! Invariants: no connection waits for ever: for a request's head, for the reader of a response, or
//! for the end of the server.

use super::http::Server;
use crate::playground;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// Connections at a time; each has a file descriptor.
const CONNECTIONS: usize = 600;
/// How long the head of a request may take, and how long a connection may be idle.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a connection lives, however busy it is; browsers open another.
const LIFE: Duration = Duration::from_secs(300);
/// How long after that it may take to finish.
const END: Duration = Duration::from_secs(30);
/// How long a refusal may take to be sent.
const REFUSAL: Duration = Duration::from_secs(2);
/// No head of a request is larger, in bytes.
const HEAD: usize = 16 << 10;

/// The open connections of a server.
pub(super) struct Connections {
    server: Arc<Server>,
    open: JoinSet<()>,
    room: Arc<Semaphore>,
    /// Whether connections are to end.
    stop: watch::Sender<bool>,
}

impl Connections {
    /// None so far.
    pub fn new(server: Arc<Server>) -> Self {
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        Connections { server, open: JoinSet::new(), room, stop: watch::Sender::new(false) }
    }

    /// Takes connections until `end`.
    pub async fn accept_until(&mut self, listener: TcpListener, end: impl Future<Output = ()>) {
        let mut end = std::pin::pin!(end);
        loop {
            tokio::select! {
                () = &mut end => return,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => self.open(stream),
                    // Out of file descriptors, perhaps: some will be free soon.
                    Err(_) => sleep(Duration::from_millis(50)).await,
                },
                Some(_) = self.open.join_next() => {}
            }
        }
    }

    fn open(&mut self, stream: TcpStream) {
        // Answers are one piece; nothing is gained by waiting for more.
        let _ = stream.set_nodelay(true);
        match self.room.clone().try_acquire_owned() {
            Ok(place) => {
                let (server, stop) = (self.server.clone(), self.stop.subscribe());
                self.open.spawn(async move {
                    let _place = place;
                    connection(stream, server, stop).await;
                });
            }
            Err(_) if self.open.len() < 2 * CONNECTIONS => {
                self.open.spawn(refuse(stream, "503 Service Unavailable", "busy", "too many connections"));
            }
            Err(_) => {}
        }
    }

    /// Lets what is going on finish within `time`, and drops the rest.
    pub async fn finish(mut self, time: Duration) {
        self.stop.send_replace(true);
        let _ = timeout(time, async { while self.open.join_next().await.is_some() {} }).await;
    }
}

async fn connection(stream: TcpStream, server: Arc<Server>, mut stop: watch::Receiver<bool>) {
    let service = service_fn(move |request| {
        let server = server.clone();
        Box::pin(async move { Ok::<_, Infallible>(server.respond(request).await) })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD)
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    let ended = tokio::select! {
        result = poll_fn(|cx| connection.poll_without_shutdown(cx)) => Some(result),
        _ = stop.wait_for(|stop| *stop) => None,
        () = sleep(LIFE) => None,
    };
    let result = match ended {
        Some(result) => result,
        None => {
            Pin::new(&mut connection).graceful_shutdown();
            match timeout(END, poll_fn(|cx| connection.poll_without_shutdown(cx))).await {
                Ok(result) => result,
                Err(_) => return,
            }
        }
    };
    let parts = connection.into_parts();
    let mut stream = parts.io.into_inner();
    match result {
        // A connection without a request was merely idle.
        Err(error) if error.is_timeout() && !parts.read_buf.is_empty() => {
            refuse(stream, "408 Request Timeout", "timeout", "the request took too long to arrive").await;
        }
        _ => {
            let _ = timeout(REFUSAL, stream.shutdown()).await;
        }
    }
}

/// Says why a connection is closed, where there is no request to respond to.
async fn refuse(mut stream: TcpStream, status: &str, code: &str, message: &str) {
    let body = playground::refused(code, message).to_string();
    let text = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = timeout(REFUSAL, async {
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await
    })
    .await;
}
