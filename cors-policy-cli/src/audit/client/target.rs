//! Where a request goes, and how the request says so.

use http::header::HOST;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, HeaderValue};
use url::{Host, Position, Url};

use super::Failure;

/// Where a request goes.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) origin: Origin,
    /// The host, and the port unless it is the default. The user information of the URL is not part of it.
    pub(super) authority: Authority,
    pub(super) path_and_query: PathAndQuery,
}

/// A server that can share a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Origin {
    pub(super) is_secure: bool,
    pub(super) host: Host<String>,
    pub(super) port: u16,
}

impl Target {
    pub(super) fn of(url: &Url) -> Result<Self, Failure> {
        let is_secure = match url.scheme() {
            "http" => false,
            "https" => true,
            _ => return Err(unusable("its scheme is neither `http` nor `https`")),
        };
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(unusable("it has no host"));
        };
        let authority = url[Position::BeforeHost..Position::AfterPort].parse();
        let path_and_query = url[Position::BeforePath..Position::AfterQuery].parse();
        Ok(Self {
            origin: Origin { is_secure, host: host.to_owned(), port },
            authority: authority.map_err(|_| unusable("its host cannot be part of a request"))?,
            path_and_query: path_and_query
                .map_err(|_| unusable("its path or query is too long for a request"))?,
        })
    }

    pub(super) fn scheme(&self) -> Scheme {
        if self.origin.is_secure { Scheme::HTTPS } else { Scheme::HTTP }
    }

    /// The headers with `Host` in front of them, as browsers send it, unless they have one.
    pub(super) fn headers_with_host(&self, headers: &HeaderMap) -> HeaderMap {
        let host = HeaderValue::from_str(self.authority.as_str());
        let (Ok(host), false) = (host, headers.contains_key(HOST)) else {
            return headers.clone();
        };
        let mut with_host = HeaderMap::with_capacity(headers.len() + 1);
        with_host.insert(HOST, host);
        for (name, value) in headers {
            with_host.append(name, value.clone());
        }
        with_host
    }
}

fn unusable(reason: &str) -> Failure {
    Failure::NoConnection(format!("the URL cannot be requested: {reason}"))
}
