//! `goesc serve` on a real socket: the page, answers, and a clear status for each refusal.

use goesc::playground::MAX_REQUEST;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running server; it ends with this.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(args: &[&str]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_goesc"))
            .args(["serve", "--addr", "127.0.0.1:0", "--workers", "2"])
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .expect("goesc starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("it tells its address");
        let address =
            line.trim().strip_prefix("goesc: playground at http://").and_then(|at| at.strip_suffix('/'));
        Server { address: address.expect("an address").to_owned(), child }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        stream
    }

    /// Status, head and body of the response to `request`, which is sent as it is.
    fn send(&self, request: &[u8]) -> (u16, String, Vec<u8>) {
        let mut stream = self.connect();
        // It may refuse before it has read everything.
        let _ = stream.write_all(request);
        response(stream)
    }

    fn get(&self, path: &str) -> (u16, String, Vec<u8>) {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes())
    }

    fn post(&self, body: &[u8]) -> (u16, String, Vec<u8>) {
        self.send(&posted(body, body.len()))
    }

    fn ask(&self, request: &Value) -> (u16, Value) {
        let (status, _, body) = self.post(request.to_string().as_bytes());
        (status, serde_json::from_slice(&body).expect("answers are JSON"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn posted(body: &[u8], length: usize) -> Vec<u8> {
    let head = "POST /answer HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n";
    let mut request = format!("{head}Content-Length: {length}\r\n\r\n").into_bytes();
    request.extend_from_slice(body);
    request
}

fn response(stream: TcpStream) -> (u16, String, Vec<u8>) {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).expect("a response in time") > 0 {}
    let mut body = Vec::new();
    let _ = reader.read_to_end(&mut body);
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_default(), head.to_ascii_lowercase(), body)
}

const ESCAPES: &str = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tx := 1\n\tfmt.Println(&x)\n}\n";

#[test]
fn page_and_answers() {
    let server = Server::start(&[]);
    let (status, head, _) = server.get("/");
    assert_eq!(status, 200);
    assert!(
        head.contains("content-type: text/html; charset=utf-8") && head.contains("content-security-policy: ")
    );
    let (status, head, script) = server.get("/engine.js");
    assert!(status == 200 && head.contains("text/javascript") && !script.is_empty(), "{head}");
    let (status, answer) = server.ask(&json!({ "source": ESCAPES, "inline": false, "want": ["gc"] }));
    assert_eq!(status, 200);
    assert!(answer["gc"]["m"].as_str().is_some_and(|text| text.contains("moved to heap: x")), "{answer}");
    // Several requests of one connection.
    let mut stream = server.connect();
    let body = json!({ "source": ESCAPES }).to_string();
    let one = String::from_utf8(posted(body.as_bytes(), body.len())).expect("text");
    stream.write_all(one.replace("Connection: close\r\n", "").as_bytes()).expect("sent");
    stream.write_all(one.as_bytes()).expect("sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("both responses");
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2);
}

#[test]
fn every_refusal_has_a_status() {
    let server = Server::start(&[]);
    let status = |request: &[u8]| server.send(request).0;
    assert_eq!(server.get("/nothing").0, 404);
    assert_eq!(server.get("/../Cargo.toml").0, 404);
    assert_eq!(server.get("/..%2fCargo.toml").0, 404);
    let (wrong, head, _) = server.get("/answer");
    assert!(wrong == 405 && head.contains("allow: post"), "{head}");
    assert_eq!(status(b"DELETE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 405);
    assert_eq!(server.post(b"{").0, 400);
    assert_eq!(server.post(b"[[[[").0, 400);
    assert_eq!(server.post(&b"[".repeat(100_000)).0, 400);
    assert_eq!(server.post(b"\xff\xfe").0, 400);
    assert_eq!(server.ask(&json!({ "source": 1 })).0, 400);
    assert_eq!(server.ask(&json!({ "source": "x".repeat(300 << 10) })).0, 413);
    assert_eq!(server.post(&vec![b' '; MAX_REQUEST + 1]).0, 413);
    assert_eq!(status(&posted(b"{", 1 << 30)), 413);
    let form = b"POST /answer HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
    assert_eq!(status(form), 415);
    assert_eq!(status(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n"), 400);
    let long = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(100_000));
    assert_eq!(status(long.as_bytes()), 431);
    // A client that has sent everything may close its side, and one that has not gets a reason.
    let body = json!({ "source": ESCAPES }).to_string();
    for (length, expected) in [(body.len(), 200), (body.len() + 5, 400)] {
        let mut stream = server.connect();
        stream.write_all(&posted(body.as_bytes(), length)).expect("sent");
        stream.shutdown(Shutdown::Write).expect("half closed");
        assert_eq!(response(stream).0, expected);
    }
    let (status, answer) = server.ask(&json!({ "source": ESCAPES }));
    assert!(status == 200 && answer.get("error").is_none());
}

#[test]
fn slow_senders_are_refused() {
    let server = Server::start(&[]);
    let mut head = server.connect();
    head.write_all(b"POST /answer HTTP/1.1\r\nHost").expect("sent");
    let mut body = server.connect();
    body.write_all(&posted(b"{\"source\"", 1000)).expect("sent");
    assert_eq!(response(head).0, 408);
    assert_eq!(response(body).0, 408);
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_that_ends_is_replaced() {
    let server = Server::start(&[]);
    let id = server.child.id();
    for _ in 0..3 {
        let (status, _) = server.ask(&json!({ "source": ESCAPES }));
        assert_eq!(status, 200);
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).expect("readable");
        let children: Vec<&str> = children.split_whitespace().collect();
        assert!(!children.is_empty());
        assert!(Command::new("kill").arg("-9").args(&children).status().is_ok_and(|status| status.success()));
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[cfg(unix)]
#[test]
fn it_stops_when_told_to() {
    let mut server = Server::start(&[]);
    let (status, _) = server.ask(&json!({ "source": ESCAPES }));
    assert_eq!(status, 200);
    let id = server.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().is_ok_and(|status| status.success()));
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}
