//! A connection, with or without TLS, that remembers how the server began.

use std::fmt::{Debug, Formatter, Result as FmtResult};
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// A connection.
pub(super) struct Stream {
    bytes: Box<dyn Bytes>,
    is_secure: bool,
    beginning: Beginning,
    /// How many bytes were read since the last pause.
    without_pause: usize,
}

/// The first bytes of the server. They show which version of HTTP it speaks.
#[derive(Clone, Debug, Default)]
pub(super) struct Beginning(Arc<Mutex<Vec<u8>>>);

impl Stream {
    pub(super) fn plain(stream: TcpStream) -> Self {
        Self {
            bytes: Box::new(stream),
            is_secure: false,
            beginning: Beginning::default(),
            without_pause: 0,
        }
    }

    pub(super) fn encrypted(stream: TlsStream<TcpStream>) -> Self {
        Self {
            bytes: Box::new(stream),
            is_secure: true,
            beginning: Beginning::default(),
            without_pause: 0,
        }
    }

    pub(super) const fn is_secure(&self) -> bool {
        self.is_secure
    }

    pub(super) fn beginning(&self) -> Beginning {
        self.beginning.clone()
    }
}

impl Beginning {
    pub(super) fn is_empty(&self) -> bool {
        self.with(|bytes| bytes.is_empty())
    }

    /// Whether it is the beginning of a response of HTTP/1.
    pub(super) fn is_http1(&self) -> bool {
        self.with(|bytes| bytes.starts_with(b"HTTP/1"))
    }

    /// Whether it is a frame `SETTINGS` of HTTP/2, which a server sends first: its length, its type 4, no flags, and
    /// stream 0. See <https://www.rfc-editor.org/rfc/rfc9113#section-3.4>.
    pub(super) fn is_http2(&self) -> bool {
        self.with(|bytes| bytes.len() == LENGTH && bytes.ends_with(&[4, 0, 0, 0, 0, 0]))
    }

    fn add(&self, new: &[u8]) {
        self.with(|bytes| {
            let missing = LENGTH.saturating_sub(bytes.len()).min(new.len());
            bytes.extend_from_slice(&new[..missing]);
        });
    }

    fn with<T>(&self, f: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How many bytes are read before others can run, like the clock. A server can send faster than they are understood.
const PAUSE_AFTER: usize = 64 * 1024;

/// The head of a frame of HTTP/2.
const LENGTH: usize = 9;

trait Bytes: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Bytes for T {}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        if self.without_pause > PAUSE_AFTER {
            self.without_pause = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.bytes).poll_read(context, buffer))?;
        let new = &buffer.filled()[before..];
        self.beginning.add(new);
        self.without_pause += new.len();
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<Result<usize>> {
        Pin::new(&mut self.bytes).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.bytes).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.bytes).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        Pin::new(&mut self.bytes).poll_write_vectored(context, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.bytes.is_write_vectored()
    }
}

impl Debug for Stream {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.debug_struct("Stream").field("beginning", &self.beginning).finish_non_exhaustive()
    }
}
