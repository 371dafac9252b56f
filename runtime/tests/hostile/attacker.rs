//! [`Attacker`]: a server that writes to its clients whatever it likes.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server on loopback that writes to its clients whatever it likes.
pub struct Attacker {
    pub url: String,
    connections: Arc<AtomicUsize>,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Attacker {
    /// Starts a server that calls `attack` with every connection, after it has read the head of a request, with its request line.
    pub fn new(attack: impl Fn(&mut TcpStream, &str) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (attack, connections, lines) = (Arc::new(attack), Arc::default(), Arc::default());
        let this = Self { url, connections: Arc::clone(&connections), lines: Arc::clone(&lines) };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (attack, lines) = (Arc::clone(&attack), Arc::clone(&lines));
                connections.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || {
                    let mut stream = stream?;
                    let line = request_line(&mut stream)?;
                    lines.lock().unwrap().push(line.clone());
                    attack(&mut stream, &line)
                });
            }
        });
        this
    }

    /// A server that writes these bytes and closes the connection.
    pub fn writing(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::new(move |stream, _| stream.write_all(&bytes))
    }

    /// A server that writes `first`, then `again` until its client has gone.
    pub fn endless(first: impl Into<Vec<u8>>, again: impl Into<Vec<u8>>) -> Self {
        let (first, again) = (first.into(), again.into());
        Self::new(move |stream, _| {
            stream.write_all(&first)?;
            loop {
                stream.write_all(&again)?;
            }
        })
    }

    /// The number of connections so far.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The request lines so far.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

/// Reads the head and the body of a request, as far as it has a length.
fn request_line(stream: &mut TcpStream) -> io::Result<String> {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut chunk)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    while bytes.len() < end + 4 + length {
        match stream.read(&mut chunk)? {
            0 => break,
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
    Ok(String::from_utf8_lossy(&bytes[..end]).lines().next().unwrap_or_default().to_owned())
}

/// The bytes of a response with a length.
pub fn response(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}
