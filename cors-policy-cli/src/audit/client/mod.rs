//! Sends one request at a time, exactly as it is given, and returns the response as it came.
//!
//! The way of a request: `target` reads where it goes, `connect` opens a connection, `tls` encrypts it if the URL
//! says so, and `http1` or `http2` sends the request and reads the response.
//!
//! - The client adds no header but `Host`, which HTTP/2 calls `:authority`.
//! - It follows no redirect, keeps no cookies, decompresses nothing, and ignores proxies in the environment.
//! - A server can be hostile: time, the head and the body have limits, and no text of a [`Failure`] contains bytes of
//!   the server.

mod connect;
mod deadline;
mod failures;
mod head;
mod http1;
mod http2;
mod stream;
mod target;
#[cfg(test)]
mod tests;
mod tls;

use std::collections::HashMap;
use std::io;
use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use self::deadline::Deadline;
use self::stream::Stream;
use self::target::{Origin, Target};
use self::tls::Tls;
use super::{Failure, Limits, Protocol, Request, Response};

/// A client for HTTP/1 and HTTP/2 that waits for each response.
///
/// Each request over HTTP/1 has its own connection. On a connection that is used again, bytes that follow one response
/// would be read as the response to the next request, and no client can exclude that they arrive late. This costs one
/// round trip for each request, and one more with TLS. HTTP/2 has numbered streams, so requests to the same origin share a
/// connection.
#[derive(Debug)]
pub(crate) struct Client {
    /// How long one request takes at most.
    limit: Duration,
    tls: Tls,
    kept: HashMap<Origin, http2::Connection>,
    runtime: Background,
}

impl Client {
    /// A client with these limits. It reads the certificates that the system trusts when a request first needs them.
    ///
    /// # Errors
    ///
    /// Returns an error if the system gives no thread or no event queue.
    pub(crate) fn new(limits: &Limits) -> io::Result<Self> {
        Self::with(limits, Tls::of_the_system())
    }

    fn with(limits: &Limits, tls: Tls) -> io::Result<Self> {
        let mut runtime = Builder::new_current_thread();
        // Looks at the clock often, also while a server sends without a pause.
        let runtime = runtime.enable_all().event_interval(1).build()?;
        Ok(Self {
            limit: limits.request,
            tls,
            kept: HashMap::new(),
            runtime: Background(Some(runtime)),
        })
    }

    /// Sends a request, and waits for the response.
    ///
    /// # Errors
    ///
    /// Returns a [`Failure`] if the status and the headers of the response do not arrive. A body that is too long, slow
    /// or cut off is not a failure: the response has the part that arrived.
    pub(crate) fn send(&mut self, request: &Request) -> Result<Response, Failure> {
        let target = Target::of(&request.url)?;
        let Self { limit, tls, kept, runtime: Background(Some(runtime)) } = self else {
            // Only `drop` takes the runtime away.
            return Err(Failure::Closed);
        };
        let mut sending = Sending { tls, kept, deadline: Deadline::after(*limit) };
        let send = || runtime.block_on(sending.send(request, &target));
        // A runtime cannot wait inside another one, and the `main` of a company may be asynchronous. So it waits in a
        // thread of its own.
        thread::scope(|scope| scope.spawn(send).join().unwrap_or_else(|panic| resume_unwind(panic)))
    }
}

/// A request that is under way.
struct Sending<'a> {
    tls: &'a mut Tls,
    kept: &'a mut HashMap<Origin, http2::Connection>,
    deadline: Deadline,
}

impl Sending<'_> {
    async fn send(&mut self, request: &Request, target: &Target) -> Result<Response, Failure> {
        match request.protocol {
            Protocol::Http1 => {
                let stream = self.open(request.protocol, target).await?;
                http1::send(stream, request, target, self.deadline).await
            }
            Protocol::Http2 => self.send_over_http2(request, target).await,
        }
    }

    /// Uses the connection of an earlier request, or opens one. A server may close a connection at any time, so a
    /// request that an older connection did not take is sent once more.
    async fn send_over_http2(
        &mut self,
        request: &Request,
        target: &Target,
    ) -> Result<Response, Failure> {
        let kept = self.kept.remove(&target.origin);
        let used_before = kept.is_some();
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect_over_http2(target).await?,
        };
        let mut result = connection.send(request, target, self.deadline).await;
        if used_before && result.as_ref().is_err_and(|error| error.may_send_again(&request.method))
        {
            connection = self.connect_over_http2(target).await?;
            result = connection.send(request, target, self.deadline).await;
        }
        match result {
            Ok(http2::Received { response, is_whole }) => {
                // The rest of a body that is not read is in the way of the next response.
                if is_whole {
                    self.kept.insert(target.origin.clone(), connection);
                }
                Ok(response)
            }
            Err(error) => Err(connection.failure(error)),
        }
    }

    async fn connect_over_http2(&mut self, target: &Target) -> Result<http2::Connection, Failure> {
        let stream = self.open(Protocol::Http2, target).await?;
        http2::Connection::open(stream, self.deadline).await
    }

    async fn open(&mut self, protocol: Protocol, target: &Target) -> Result<Stream, Failure> {
        let Origin { is_secure, host, port } = &target.origin;
        if !is_secure {
            let open = connect::to_host(host, *port);
            return Ok(Stream::plain(self.deadline.of(open).await?));
        }
        let config = self.tls.config(protocol)?;
        let open = async {
            let stream = connect::to_host(host, *port).await?;
            tls::handshake(config, host, protocol, stream).await
        };
        self.deadline.of(open).await
    }
}

/// Does not wait for a name server when it is dropped.
#[derive(Debug)]
struct Background(Option<Runtime>);

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
