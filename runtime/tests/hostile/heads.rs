//! Heads of responses: endless, oversized, or contradictory.

use std::io::Write;
use std::time::Duration;

use specwright_runtime::ErrorKind;

use crate::attacker::{Attacker, response};
use crate::bounds::{call, call_with};

#[tokio::test]
async fn endless_and_oversized_heads_are_an_error() {
    let huge = format!("HTTP/1.1 200 OK\r\nX-Huge: {}\r\n\r\n", "x".repeat(10_000_000));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X-Many: 1\r\n".repeat(100_000));
    for attacker in [
        Attacker::endless("HTTP/1.1 200 ", "OK"),
        Attacker::endless("HTTP/1.1 200 OK\r\nX-Endless: ", "xxxxxxxx"),
        Attacker::endless("HTTP/1.1 200 OK\r\n", "X-Endless: 1\r\n"),
        Attacker::endless("", "x"),
        Attacker::endless("", "\r\n"),
        Attacker::writing(huge),
        Attacker::writing(many),
    ] {
        let error = call_with(&attacker, |builder| builder.read_timeout(Duration::from_secs(2))).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::Timeout), "{error}");
        assert!(error.status().is_none(), "{error}");
    }
}

#[tokio::test]
async fn floods_of_interim_responses_end_with_the_timeout() {
    for interim in ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"] {
        let attacker = Attacker::endless("", interim);
        let error = call_with(&attacker, |builder| builder.read_timeout(Duration::from_millis(300))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    }
    // A few are as HTTP has them (RFC 9110, section 15.2).
    let several = ["HTTP/1.1 103 Early Hints\r\n\r\n".repeat(20).into_bytes(), response("200 OK", "", "7")].concat();
    assert_eq!(call(&Attacker::writing(several)).await.unwrap(), 7);
}

#[tokio::test]
async fn what_is_no_http_is_an_error() {
    for head in [
        "",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1",
    ] {
        let error = call(&Attacker::writing(head)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{head:?}: {error}");
    }
}

#[tokio::test]
async fn a_head_that_drips_ends_with_the_timeout() {
    let attacker = Attacker::new(|stream, _| {
        for byte in b"HTTP/1.1 200 OK\r\nX-Drip: ".iter().chain(std::iter::repeat(&b'x')) {
            stream.write_all(&[*byte])?;
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    });
    let error = call_with(&attacker, |builder| builder.timeout(Duration::from_millis(300))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    let error = call_with(&attacker, |builder| builder.read_timeout(Duration::from_millis(300))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Attacker::writing(response("200 OK", "", "\"stolen\""));
    for (status, location) in [("301 Moved", "/x"), ("302 Found", &*other.url), ("307 Again", "//other.example/")] {
        let attacker = Attacker::writing(response(status, &format!("Location: {location}\r\n"), ""));
        let error = call(&attacker).await.unwrap_err();
        assert_eq!((error.kind(), attacker.connections()), (ErrorKind::Service, 1), "{error}");
        assert_eq!(error.headers().unwrap()["location"], location);
    }
    assert_eq!(other.connections(), 0);
}
