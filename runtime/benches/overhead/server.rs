//! The server that both sides call: it reads a request and always sends the same response.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// The response body.
pub const RESPONSE: &str = r#"{"submissions":[{"isIncrementing":false,"delete_rows":0,"update_rows":0,"write_rows":0,"submission-id":1,"job-name":"jdbc2hive","creation-user":"cdm","creation-date":"1536905778725","execute-date":1536905778725,"progress":0.0,"status":"BOOTING"},{"isIncrementing":false,"submission-id":2,"job-name":"jdbc2hive","creation-user":"cdm","progress":-1.0,"status":"RUNNING"}]}"#;

/// Requests to this path get their response after a delay, so that many are in flight at once.
const SLOW: &[u8] = b"PUT /slow/";

/// Starts the server as a process of its own. Returns it with its URL.
pub fn begin(own: &Path) -> (Child, String) {
    let mut server =
        Command::new(own).arg("serve").stdout(Stdio::piped()).spawn().expect("the program can be started again");
    let mut line = String::new();
    let stdout = server.stdout.take().expect("stdout is piped");
    BufReader::new(stdout).read_line(&mut line).expect("the server prints its URL");
    (server, line.trim().to_owned())
}

/// Serves until the process is killed.
pub fn serve() {
    super::runtime().block_on(async {
        let socket = TcpSocket::new_v4().expect("a socket can be created");
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("loopback has a free port");
        let listener = socket.listen(4096).expect("the socket can listen");
        println!("http://{}", listener.local_addr().expect("the socket is bound"));
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move { connection(stream).await });
        }
    });
}

/// Serves the requests of a connection until it is closed.
async fn connection(mut stream: TcpStream) -> Option<()> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: 1b7d2f\r\nDate: Mon, 23 Nov 2026 00:00:00 GMT";
    let response = format!("{head}\r\nContent-Length: {}\r\n\r\n{RESPONSE}", RESPONSE.len());
    let mut read = Vec::new();
    loop {
        let end = loop {
            match read.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(end) => break end + 4,
                None => more(&mut stream, &mut read).await?,
            }
        };
        let text = String::from_utf8_lossy(read.get(..end)?).to_ascii_lowercase();
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let end = end + length.unwrap_or(0);
        while read.len() < end {
            more(&mut stream, &mut read).await?;
        }
        if read.starts_with(SLOW) {
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        read.drain(..end);
        stream.write_all(response.as_bytes()).await.ok()?;
    }
}

async fn more(stream: &mut TcpStream, read: &mut Vec<u8>) -> Option<()> {
    let count = stream.read_buf(read).await.ok()?;
    (count > 0).then_some(())
}
