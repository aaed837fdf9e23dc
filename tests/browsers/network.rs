//! Simulates the internet: a [SOCKS 5](https://www.rfc-editor.org/rfc/rfc1928) proxy on a free port, which connects
//! every name, address and port to one site. So a page can have any origin, also `https` on the default port.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

use crate::site::Site;

/// Connects browsers to the site, while the runtime exists.
pub(crate) async fn start(site: Arc<Site>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let acceptor = TlsAcceptor::from(Arc::new(certificate().map_err(io::Error::other)?));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (site, acceptor) = (Arc::clone(&site), acceptor.clone());
            // Browsers open connections that they never use, and close others early. That is not a failure.
            tokio::spawn(async move { connect(stream, &acceptor, site).await });
        }
    });
    Ok(address)
}

/// Handles one connection. It is encrypted if its first byte is that of a TLS handshake.
async fn connect(mut stream: TcpStream, acceptor: &TlsAcceptor, site: Arc<Site>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    skip_destination(&mut stream).await?;
    let mut first = [0];
    stream.peek(&mut first).await?;
    if first[0] == TLS_HANDSHAKE {
        serve(acceptor.accept(stream).await?, site).await;
    } else {
        serve(stream, site).await;
    }
    Ok(())
}

/// Agrees to connect to any address that the browser requests.
async fn skip_destination(stream: &mut TcpStream) -> io::Result<()> {
    let mut head = [0; 2];
    stream.read_exact(&mut head).await?;
    skip(stream, head[1].into()).await?;
    stream.write_all(&[5, 0]).await?;
    let mut request = [0; 4];
    stream.read_exact(&mut request).await?;
    let address = match request[3] {
        1 => 4,
        4 => 16,
        _ => stream.read_u8().await?.into(),
    };
    skip(stream, address + 2).await?;
    stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await
}

async fn skip(stream: &mut TcpStream, count: usize) -> io::Result<()> {
    stream.read_exact(&mut [0; 257][..count]).await.map(drop)
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, site: Arc<Site>) {
    let service = service_fn(move |request| {
        let site = Arc::clone(&site);
        async move { site.answer(request).await }
    });
    let mut server = auto::Builder::new(TokioExecutor::new());
    // WebSockets over HTTP/2 too.
    server.http2().enable_connect_protocol();
    let _ = server.serve_connection_with_upgrades(TokioIo::new(stream), service).await;
}

/// Browsers are configured to accept any certificate, so the name in it does not matter.
fn certificate() -> Result<ServerConfig, Box<dyn std::error::Error + Send + Sync>> {
    let pair = rcgen::generate_simple_self_signed(["example.test".to_owned()])?;
    let key = pair.signing_key.serialize_der().try_into()?;
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![pair.cert.into()], key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

const TLS_HANDSHAKE: u8 = 0x16;
