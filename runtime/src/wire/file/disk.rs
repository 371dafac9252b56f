//! Files on disk, read while they are sent.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use crate::body::Body;
use crate::wire::file::File;

/// The number of bytes that are read at a time.
const CHUNK: usize = 64 * 1024;

impl File {
    /// A file on disk with its name there. Each attempt reads it from the beginning while sending it. The length is
    /// determined now: the file must not change until it is sent.
    ///
    /// # Errors
    ///
    /// There is no such file, or its metadata cannot be read.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let about = std::fs::metadata(path)?;
        if about.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, format!("`{}` is a folder", path.display())));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let path = path.to_owned();
        let file = Self::new(Body::reopened(move || Chunks::of(path.clone())).with_length(about.len()));
        Ok(Self { name, ..file })
    }
}

/// The content of a file as a stream.
enum Chunks {
    Opening(Pin<Box<dyn Future<Output = io::Result<tokio::fs::File>> + Send>>),
    Reading(tokio::fs::File, Box<[u8]>),
    Ended,
}

impl Chunks {
    fn of(path: PathBuf) -> Self {
        Self::Opening(Box::pin(tokio::fs::File::open(path)))
    }
}

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut *self {
                Self::Opening(opening) => {
                    *self = match ready!(opening.as_mut().poll(context)) {
                        Ok(file) => Self::Reading(file, vec![0; CHUNK].into()),
                        Err(error) => {
                            *self = Self::Ended;
                            return Poll::Ready(Some(Err(error)));
                        }
                    };
                }
                Self::Reading(file, space) => {
                    let mut read = ReadBuf::new(space);
                    ready!(Pin::new(file).poll_read(context, &mut read))?;
                    if read.filled().is_empty() {
                        *self = Self::Ended;
                        return Poll::Ready(None);
                    }
                    return Poll::Ready(Some(Ok(Bytes::copy_from_slice(read.filled()))));
                }
                Self::Ended => return Poll::Ready(None),
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::wire::file::File;

    #[tokio::test]
    async fn it_is_read_each_time_it_is_sent() {
        let path = std::env::temp_dir().join(format!("specwright-runtime-{}.bin", std::process::id()));
        let bytes: Vec<u8> = (0..=255).cycle().take(200_000).collect();
        std::fs::write(&path, &bytes).unwrap();
        let file = File::open(&path).unwrap();
        assert_eq!(file.given_name(), path.file_name().unwrap().to_str());
        assert_eq!((file.body().length(), file.body().is_replayable()), (Some(200_000), true));
        for _ in 0..2 {
            let read = file.body().clone().collect(1 << 20).await;
            assert!(read.error.is_none() && read.bytes == bytes);
        }
        std::fs::remove_file(&path).unwrap();
        assert!(file.body().clone().collect(1).await.error.is_some());
        assert!(File::open(&path).is_err() && File::open(std::env::temp_dir()).is_err());
        assert!(serde_json::to_string(&file).is_err());
    }
}
