//! Cancelled calls: their connections are closed, and later calls are not affected.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use huaweicloud_cdm::{Client, Error};
use tokio::time::timeout;

use crate::clients::{TOKEN, bare, start, start_with_body};
use crate::page::{PROJECT_ID, RESPONSE};
use crate::server::{Response, Server};

/// The timeout of a call.
const SHORT: Duration = Duration::from_millis(100);

/// A pause that no test waits for.
const ENDLESS: Duration = Duration::from_secs(20);

/// An event of a connection of the server.
#[derive(Debug, Eq, PartialEq)]
enum Seen {
    Request { connection: usize },
    Closed { connection: usize },
}

/// A server that keeps connections open, and does not respond to a request for the job `slow`.
fn keeping() -> (String, Receiver<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, seen) = channel();
    thread::spawn(move || {
        for (connection, stream) in listener.incoming().flatten().enumerate() {
            let sender = sender.clone();
            thread::spawn(move || serve(connection, stream, &sender));
        }
    });
    (url, seen)
}

fn serve(connection: usize, stream: TcpStream, sender: &Sender<Seen>) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).unwrap_or(0) == 0 {
                let _ = sender.send(Seen::Closed { connection });
                return;
            }
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        reader.read_exact(&mut body).unwrap();
        let _ = sender.send(Seen::Request { connection });
        if !head.contains("/slow/") {
            let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{RESPONSE}", RESPONSE.len());
            writer.write_all(response.as_bytes()).unwrap();
        }
    }
}

fn client(url: &str) -> Client {
    Client::builder().endpoint(url).project_id(PROJECT_ID).token(TOKEN).build().unwrap()
}

/// The next event at the server, awaited without blocking the thread of the calls.
async fn next(seen: Receiver<Seen>) -> (Seen, Receiver<Seen>) {
    let wait = move || (seen.recv_timeout(Duration::from_secs(5)).expect("something happens"), seen);
    tokio::task::spawn_blocking(wait).await.unwrap()
}

#[tokio::test]
async fn a_dropped_call_closes_its_connection_and_no_other() {
    let (url, seen) = keeping();
    let client = client(&url);
    start(&client).send().await.unwrap();
    let (first, seen) = next(seen).await;
    assert_eq!(first, Seen::Request { connection: 0 });

    // It uses the connection of the first call, and is cancelled.
    let slow = client.start_job("c", "slow").send();
    assert!(timeout(SHORT, slow).await.is_err(), "nobody responds");
    let (request, seen) = next(seen).await;
    assert_eq!(request, Seen::Request { connection: 0 });
    let (end, seen) = next(seen).await;
    assert_eq!(end, Seen::Closed { connection: 0 });

    let response = start(&client).send().await.unwrap();
    assert_eq!(response.submissions.map(|submissions| submissions.len()), Some(1));
    let (other, _) = next(seen).await;
    assert_eq!(other, Seen::Request { connection: 1 });
}

#[tokio::test]
async fn a_call_that_times_out_closes_its_connection_too() {
    let (url, seen) = keeping();
    let client = client(&url);
    let slow = client.start_job("c", "slow").configure(|request| request.timeout(SHORT)).send();
    assert!(matches!(slow.await, Err(Error::Timeout(_))));
    let (_, seen) = next(seen).await;
    assert_eq!(next(seen).await.0, Seen::Closed { connection: 0 });
}

#[tokio::test]
async fn a_call_that_is_dropped_between_attempts_makes_no_more() {
    let server = Server::start(vec![Response::with(503, &[("Retry-After", "1")], "")]);
    let client = bare(&server).token(TOKEN).build().unwrap();
    let call = start_with_body(&client).configure(|request| request.idempotent(true)).send();
    assert!(timeout(SHORT, call).await.is_err());
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_attempt_without_a_response_is_followed_by_another() {
    let responses = vec![Response::Stall(Vec::new(), ENDLESS), Response::json(200, RESPONSE)];
    let server = Server::start(responses);
    let client = bare(&server).token(TOKEN).configure(|builder| builder.attempt_timeout(SHORT * 5)).build().unwrap();
    let call = start_with_body(&client).configure(|request| request.idempotent(true));
    assert!(call.send().await.is_ok());
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].body, received[1].body);

    // Half of a response is not a response.
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"sub".to_vec();
    let server = Server::start(vec![Response::Stall(half, ENDLESS), Response::json(200, RESPONSE)]);
    let client = bare(&server).token(TOKEN).configure(|builder| builder.attempt_timeout(SHORT * 5)).build().unwrap();
    let call = start_with_body(&client).configure(|request| request.idempotent(true));
    assert!(call.send().await.is_ok());
    assert_eq!(server.received().len(), 2);
}
