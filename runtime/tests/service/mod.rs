//! A loopback server that sends configured responses and records the requests.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// A loopback server.
pub struct Service {
    pub url: String,
    requests: Receiver<Received>,
}

/// A received request.
#[derive(Debug)]
pub struct Received {
    /// Request line and headers.
    pub head: String,
    pub body: Vec<u8>,
}

/// What the server does with a request.
#[derive(Clone)]
pub enum Response {
    /// Writes these bytes, then closes the connection.
    Bytes(Vec<u8>),
    /// Closes the connection without a response.
    Close,
    /// Sends nothing.
    Silence,
    /// Writes these bytes, then sends nothing more.
    Stall(Vec<u8>),
}

impl Service {
    /// Starts a server that sends the same response to every request.
    pub fn start(response: Response) -> Self {
        Self::deciding(move |_| response.clone())
    }

    /// Starts a server that decides the response for each request.
    pub fn deciding(decide: impl Fn(&Received) -> Response + Send + Sync + 'static) -> Self {
        let decide = Arc::new(decide);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, decide, sender) = (stream.unwrap(), Arc::clone(&decide), sender.clone());
                thread::spawn(move || {
                    if let Some(request) = receive(&mut stream) {
                        let response = decide(&request);
                        let _ = sender.send(request);
                        reply(stream, response);
                    }
                });
            }
        });
        Self { url, requests }
    }

    /// Starts a server that responds with this status, headers and body.
    pub fn responding(status: &str, headers: &str, body: &str) -> Self {
        Self::start(Response::Bytes(response(status, headers, body)))
    }

    /// The next received request.
    pub fn request(&self) -> Received {
        self.requests.recv_timeout(Duration::from_secs(5)).expect("a request arrives")
    }

    /// Whether no further request was received.
    pub fn is_untouched(&self) -> bool {
        self.requests.try_recv().is_err()
    }
}

impl Received {
    /// The request line.
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        let mut values = lines.filter(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
        values.next()
    }
}

/// The bytes of a response.
pub fn response(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

fn receive(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let mut request = Received { head, body: bytes[end + 4..].to_vec() };
            let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
            while request.body.len() < length {
                let read = stream.read(&mut chunk).ok()?;
                request.body.extend_from_slice(&chunk[..read]);
            }
            return Some(request);
        }
        match stream.read(&mut chunk).ok()? {
            0 => return None,
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}

fn reply(mut stream: TcpStream, response: Response) {
    match response {
        Response::Bytes(bytes) => _ = stream.write_all(&bytes),
        Response::Close => _ = stream.shutdown(Shutdown::Both),
        Response::Silence => thread::sleep(Duration::from_secs(30)),
        Response::Stall(bytes) => {
            let _ = stream.write_all(&bytes);
            thread::sleep(Duration::from_secs(30));
        }
    }
}
