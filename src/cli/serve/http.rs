//! What is at which path, and every refusal.
//!
//! In: one request. Out: its response.
//! Invariants: a response has a status that says what happened, and for refusals an object
//! `error` with `code` and `message`, as [`crate::playground`] has.

use super::page;
use super::pool::{Failure, Pool};
use crate::playground::{self, MAX_REQUEST, Refusal};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long a request's body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);
/// How much of a body that is too large is read before the refusal, so that it can be heard.
const DRAINED: usize = 8 << 20;

/// What the page may do: show itself and ask its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; \
                      frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What responses are made of.
#[derive(Debug)]
pub(super) struct Server {
    pool: Arc<Pool>,
    folder: Option<PathBuf>,
}

impl Server {
    /// Answers come from `pool`, the page from the program or, for those who write it, `folder`.
    pub fn new(pool: Arc<Pool>, folder: Option<PathBuf>) -> Server {
        Server { pool, folder }
    }

    /// The response to a request.
    pub async fn respond(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        let mut response = match (path.as_str(), request.method()) {
            ("/answer", &Method::POST) => self.answer(request).await,
            ("/answer", _) => not_allowed("POST"),
            (path, method) => match page::find(path, self.folder.as_deref()) {
                None => refuse(StatusCode::NOT_FOUND, "not-found", "there is nothing here"),
                Some(file) if *method == Method::GET || *method == Method::HEAD => {
                    with_type(StatusCode::OK, file.content_type, file.bytes)
                }
                Some(_) => not_allowed("GET, HEAD"),
            },
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        // A form of another site cannot have this type: no other page makes this server work.
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !content_type.eq_ignore_ascii_case("application/json") {
            let message = "the request's Content-Type is not application/json";
            return closing(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "bad-request", message));
        }
        let body = match timeout(BODY_TIME, read(request.into_body())).await {
            Ok(Ok(body)) => body,
            Ok(Err(response)) => return closing(response),
            Err(_) => {
                let message = "the request took too long to arrive";
                return closing(refuse(StatusCode::REQUEST_TIMEOUT, "timeout", message));
            }
        };
        let line = match playground::one_line(&body) {
            Ok(line) => line,
            Err(refusal) => {
                let status = match refusal {
                    Refusal::Bad(_) => StatusCode::BAD_REQUEST,
                    Refusal::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
                };
                return refuse(status, refusal.code(), refusal.message());
            }
        };
        drop(body);
        match self.pool.answer(line).await {
            Ok(answer) => with_type(StatusCode::OK, "application/json", answer.into()),
            Err(Failure::Busy) => {
                let message = "too many programs are being analysed; try again in a second";
                let mut response = refuse(StatusCode::SERVICE_UNAVAILABLE, "busy", message);
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
                response
            }
            Err(Failure::TooSlow) => {
                refuse(StatusCode::GATEWAY_TIMEOUT, "timeout", "the analysis took too long and was stopped")
            }
            Err(Failure::Crashed) => {
                let message = "the analysis ended without an answer; it may have needed too much memory";
                refuse(StatusCode::INTERNAL_SERVER_ERROR, "crashed", message)
            }
        }
    }
}

/// The whole body, or what to say instead.
async fn read(mut body: Incoming) -> Result<Vec<u8>, Response<Full<Bytes>>> {
    let announced = body.size_hint().lower();
    if announced > DRAINED as u64 {
        return Err(too_large());
    }
    let (mut bytes, mut seen) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            refuse(StatusCode::BAD_REQUEST, "bad-request", "the request ended before its body did")
        })?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        if seen > DRAINED {
            break;
        } else if seen <= MAX_REQUEST {
            bytes.extend_from_slice(&data);
        } else {
            bytes = Vec::new();
        }
    }
    if seen > MAX_REQUEST { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> Response<Full<Bytes>> {
    let message = format!("a request has at most {MAX_REQUEST} bytes");
    refuse(StatusCode::PAYLOAD_TOO_LARGE, "too-large", &message)
}

fn not_allowed(methods: &'static str) -> Response<Full<Bytes>> {
    let message = format!("only {methods} is possible here");
    let mut response = refuse(StatusCode::METHOD_NOT_ALLOWED, "bad-request", &message);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    closing(response)
}

/// Nothing more is read from this connection.
fn closing(mut response: Response<Full<Bytes>>) -> Response<Full<Bytes>> {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn refuse(status: StatusCode, code: &str, message: &str) -> Response<Full<Bytes>> {
    with_type(status, "application/json", playground::refused(code, message).to_string().into())
}

fn with_type(status: StatusCode, content_type: &'static str, bytes: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
