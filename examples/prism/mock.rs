//! Prism, mocking one document.

use std::error::Error;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long Prism may take to read a document.
const READING: Duration = Duration::from_secs(300);

/// A mock that runs until it is stopped, or dropped.
pub struct Mock {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Mock {
    /// Starts Prism and waits until it listens. It refuses requests that are not as the document says; with `errors` it
    /// refuses to give responses too that are not, as those are that it takes from examples that contradict their schema.
    ///
    /// # Errors
    ///
    /// Prism is not there, or does not take the document; then with what it said.
    pub fn start(prism: &Path, document: &Path, work: &Path, errors: bool) -> Result<Self, Box<dyn Error>> {
        // The port is free again when Prism asks for it.
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let log = work.join("prism.log");
        let output = File::create(&log)?;
        let child = Command::new(prism)
            .args(["mock", "--host", "127.0.0.1", "--port", &port.to_string()])
            .args(errors.then_some("--errors"))
            .arg(document)
            .env("NO_COLOR", "1")
            .env("NODE_OPTIONS", "--max-old-space-size=6000")
            .stdin(Stdio::null())
            .stderr(output.try_clone()?)
            .stdout(output)
            .spawn()?;
        let mut mock = Self { child, port, log };
        let start = Instant::now();
        // Somebody else may have taken the port in the meantime, so that to connect would tell nothing.
        while !fs::read_to_string(&mock.log)?.contains("Prism is listening") {
            let ended = mock.child.try_wait()?.is_some();
            if ended || start.elapsed() > READING {
                let said = fs::read_to_string(&mock.log)?;
                let told =
                    said.lines().find(|line| line.contains("fatal") || line.contains("Error:")).unwrap_or_default();
                if !ended {
                    return Err(format!("Prism reads it for more than {} seconds", READING.as_secs()).into());
                }
                return Err(format!("Prism does not take it: {}", told.chars().take(200).collect::<String>()).into());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(mock)
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Stops it; what it said about the requests, and whether it had ended by itself.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    pub fn stop(mut self) -> Result<(String, bool), Box<dyn Error>> {
        let had_ended = self.child.try_wait()?.is_some();
        self.end();
        let text = fs::read(&self.log)?;
        Ok((String::from_utf8_lossy(&text).into_owned(), had_ended))
    }

    fn end(&mut self) {
        // It has ended where this fails.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.end();
    }
}
