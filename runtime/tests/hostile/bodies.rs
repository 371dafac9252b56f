//! Bodies of responses: endless, of a wrong length, compressed beyond measure, or slow.

use std::io::Write;
use std::time::Duration;

use specwright_runtime::{Error, ErrorKind, Value};

use crate::attacker::{Attacker, response};
use crate::bounds::{call, call_with};

const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

fn is_too_long(error: &Error<Value>) -> bool {
    error.kind() == ErrorKind::Decode && error.to_string().contains("longer than the limit of 1048576 bytes")
}

#[tokio::test]
async fn endless_bodies_are_cut() {
    let chunk = format!("1000\r\n{}\r\n", "0".repeat(0x1000));
    for attacker in [
        Attacker::endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(4096)),
        Attacker::endless(CHUNKED, chunk.clone()),
        Attacker::endless("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551000\r\n\r\n", "x".repeat(4096)),
    ] {
        let error = call(&attacker).await.unwrap_err();
        assert!(is_too_long(&error), "{error}");
    }
    // The body of an error is cut as well.
    let attacker = Attacker::endless("HTTP/1.1 500 Broken\r\nTransfer-Encoding: chunked\r\n\r\n", chunk);
    let error = call(&attacker).await.unwrap_err();
    assert_eq!((error.kind(), error.raw_body().unwrap().len()), (ErrorKind::Service, 1024 * 1024));
}

#[tokio::test]
async fn wrong_lengths_are_an_error() {
    let head = |headers: &str, body: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{body}");
    for response in [
        head("Content-Length: 10", "[1]"),
        head("Content-Length: 3\r\nContent-Length: 4", "[1]"),
        head("Content-Length: -1", "[1]"),
        head("Content-Length: 99999999999999999999", "[1]"),
        head("Content-Length: 3x", "[1]"),
    ] {
        let error = call(&Attacker::writing(response.clone())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{response:?}: {error}");
    }
    // What follows the body is not part of it, nor of another response.
    let smuggling = head("Content-Length: 3", "[1]HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[2]");
    assert_eq!(call(&Attacker::writing(smuggling)).await.unwrap()[0], 1);
}

#[tokio::test]
async fn wrong_chunks_are_an_error() {
    for body in [
        "ffffffffffffffffff\r\n",
        "-1\r\n[1]\r\n0\r\n\r\n",
        "x\r\n[1]\r\n0\r\n\r\n",
        "3\r\n[1]",
        "3\r\n[1]\r\n",
        "2\r\n[1]\r\n0\r\n\r\n",
        "3 3\r\n[1]\r\n0\r\n\r\n",
    ] {
        let error = call(&Attacker::writing(format!("{CHUNKED}{body}"))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{body:?}: {error}");
    }
    for endless in ["3;extension=", "3\r\n[1]\r\n0\r\nTrailer: "] {
        let error = call(&Attacker::endless(format!("{CHUNKED}{endless}"), "xxxxxxxx")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{endless:?}: {error}");
    }
}

#[tokio::test]
async fn bodies_that_drip_end_with_the_timeout() {
    let attacker = Attacker::new(|stream, _| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n[")?;
        loop {
            stream.write_all(b"0,")?;
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let error = call_with(&attacker, |builder| builder.timeout(Duration::from_millis(300))).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Timeout, 200), "{error}");
    let silent = Attacker::new(|stream, _| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n[")?;
        std::thread::sleep(Duration::from_secs(60));
        Ok(())
    });
    let error = call_with(&silent, |builder| builder.read_timeout(Duration::from_millis(300))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

/// A gzip stream that never ends: the beginning, and a part that may follow any number of times and decompresses to 2064 bytes.
#[cfg(feature = "gzip")]
fn bomb() -> (Vec<u8>, Vec<u8>) {
    // RFC 1951, section 3.2.6: a block with fixed codes, the literal `x`, then a copy of 258 bytes from one byte before.
    let (block, literal, copy) = ("010", "10101000", "1100010100000");
    let copies = copy.bytes().cycle().take(2 * 8 * copy.len());
    let bits: Vec<u8> = block.bytes().chain(literal.bytes()).chain(copies).collect();
    let byte = |bits: &[u8]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | (bit - b'0'));
    let bytes: Vec<u8> = bits.chunks_exact(8).map(byte).collect();
    let head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff";
    // Eight copies are 13 bytes, after which the bits repeat.
    ([&head[..], &bytes[..13]].concat(), bytes[13..26].to_vec())
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn gzip_bombs_are_cut() {
    let (first, again) = bomb();
    let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    let attacker = Attacker::endless([&head[..], &first].concat(), again.repeat(1000));
    let error = call(&attacker).await.unwrap_err();
    assert!(is_too_long(&error), "{error}");

    // Compressed twice, it is decompressed once.
    let twice = response("200 OK", "Content-Encoding: gzip, gzip\r\n", "x");
    call(&Attacker::writing(twice)).await.unwrap_err();
}
