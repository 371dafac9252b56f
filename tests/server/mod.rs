//! A loopback server that sends configured responses byte for byte and records the requests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Response {
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Closes the connection without a response.
    Close,
    /// Sends these bytes, then nothing for some time, with the connection open.
    Stall(Vec<u8>, Duration),
    /// Sends these chunks with a pause before each, and closes the connection.
    Chunks(Vec<Vec<u8>>, Duration),
}

impl Response {
    /// A response with this status, media type and body.
    pub fn of(status: u16, content_type: &str, body: &str) -> Self {
        Self::with(status, &[("Content-Type", content_type)], body)
    }

    /// A JSON response.
    pub fn json(status: u16, body: &str) -> Self {
        Self::of(status, "application/json", body)
    }

    /// A response with this status, headers and body.
    pub fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!("HTTP/1.1 {status} Status\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        text.push_str(body);
        Self::Bytes(text.into_bytes())
    }
}

/// A received request.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// The bytes of the request line and the headers, including the blank line.
    pub head: Vec<u8>,
    /// The request line: `PUT /path HTTP/1.1`.
    pub line: String,
    /// The headers, with their names as sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// A request built in memory, as it would have been received.
    pub fn of(line: String, headers: Vec<(String, String)>, body: Vec<u8>) -> Self {
        let fields: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        Self { head: format!("{line}\r\n{}\r\n", fields.concat()).into_bytes(), line, headers, body }
    }

    /// The request target: what stands between method and version.
    pub fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// The value of a header; names are case-insensitive.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// All headers, sorted, without the `Accept-Encoding` of the features for compression.
    pub fn sorted_headers(&self) -> Vec<(&str, &str)> {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut headers: Vec<_> = headers.filter(|header| header.0 != "accept-encoding").collect();
        headers.sort_unstable();
        headers
    }

    /// The body as a string.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }
}

/// A running server. It stops with the test.
pub struct Server {
    /// `http://127.0.0.1:port`.
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts a server that sends these responses in order and repeats the last one.
    pub fn start(responses: Vec<Response>) -> Self {
        Self::with(move |index, _| responses.get(index).or(responses.last()).cloned().unwrap_or(Response::Close))
    }

    /// Starts a server that decides the response for each request.
    pub fn deciding(decide: impl Fn(&Received) -> Response + Send + Sync + 'static) -> Self {
        Self::with(move |_, request| decide(request))
    }

    fn with(decide: impl Fn(usize, &Received) -> Response + Send + Sync + 'static) -> Self {
        let decide = Arc::new(decide);
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let url = format!("http://{}", listener.local_addr().expect("the listener is bound"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        thread::spawn(move || {
            for (index, stream) in listener.incoming().enumerate() {
                let (kept, decide) = (Arc::clone(&kept), Arc::clone(&decide));
                if let Ok(stream) = stream {
                    thread::spawn(move || serve(stream, |request| decide(index, request), &kept));
                }
            }
        });
        Self { url, received }
    }

    /// Starts a server that responds to every request with this JSON.
    pub fn json(body: &str) -> Self {
        Self::start(vec![Response::json(200, body)])
    }

    /// The requests received so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no thread has panicked").clone()
    }

    /// The only received request. Panics if there are none or several.
    pub fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:#?}");
        received.remove(0)
    }
}

fn serve(stream: TcpStream, decide: impl Fn(&Received) -> Response, kept: &Mutex<Vec<Received>>) {
    let Ok(mut writer) = stream.try_clone() else { return };
    let Some(request) = read(BufReader::new(stream)) else { return };
    let response = decide(&request);
    kept.lock().expect("no thread has panicked").push(request);
    match response {
        Response::Bytes(bytes) => {
            let _ = writer.write_all(&bytes);
        }
        Response::Close => {}
        Response::Stall(bytes, time) => {
            let _ = writer.write_all(&bytes);
            thread::sleep(time);
        }
        Response::Chunks(chunks, pause) => {
            for chunk in chunks {
                thread::sleep(pause);
                let _ = writer.write_all(&chunk);
            }
        }
    }
}

fn read(mut reader: BufReader<TcpStream>) -> Option<Received> {
    let mut request = Received::default();
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    request.head.extend_from_slice(line.as_bytes());
    request.line = line.trim_end().to_owned();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        request.head.extend_from_slice(line.as_bytes());
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        request.headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    request.body.resize(length, 0);
    reader.read_exact(&mut request.body).ok()?;
    Some(request)
}
