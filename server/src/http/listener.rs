//! Accepts connections and ends them in good order.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Result, anyhow};
use axum::{Router, extract::Request};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time::{sleep, timeout},
};

use super::client_address::Peer;

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// How long requests may run on after the server was told to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// What hyper reads ahead; the head of a request is limited further in, with an answer in words.
const BUFFER: usize = 64 * 1024;

/// Takes an address, or says in one sentence why that is not possible.
pub async fn bind(address: SocketAddr) -> Result<TcpListener> {
    use std::io::ErrorKind;
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "{address} is taken by another program; stop it or choose another address with --listen"
        ),
        ErrorKind::PermissionDenied => anyhow!(
            "{address} may not be used by this user; choose a port above 1023 with --listen"
        ),
        _ => anyhow!("cannot listen on {address}: {error}"),
    })
}

/// Serves until `stop` turns true, then lets running requests finish.
pub async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let connections = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Without this, small answers wait up to 40 ms for the client's acknowledgement.
                let _ = stream.set_nodelay(true);
                let connection = connection(stream, peer, router.clone(), connections.watcher());
                tokio::spawn(connection);
            }
            Err(error) => {
                // Out of file descriptors, most likely: the next moment may have some again.
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if timeout(FAREWELL, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, watcher: Watcher) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        let router = TowerToHyperService::new(router.clone());
        async move { router.call(request).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    // What breaks here is the client's side of the connection; there is nobody left to tell.
    let _ = watcher.watch(connection).await;
}
