//! Accepts connections and ends them in good order.

use std::{
    convert::Infallible,
    future::{pending, poll_fn},
    net::SocketAddr,
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    task::Poll,
    time::Duration,
};

use anyhow::{Result, anyhow};
use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, Method, header},
};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{mpsc, watch},
    time::{sleep, timeout},
};

use super::client_address::Peer;
use crate::live::Push;

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// How long requests may run on after the server was told to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// What hyper reads ahead; the head of a request is limited further in, with an answer in words.
const BUFFER: usize = 64 * 1024;

/// How many connections may wait to be accepted, if the system allows so many: when a server comes
/// back, everybody who listened to it comes in the same seconds.
const BACKLOG: u32 = 4096;

/// Takes an address, or says in one sentence why that is not possible.
pub async fn bind(address: SocketAddr) -> Result<TcpListener> {
    use std::io::ErrorKind;
    let listening = socket(address).and_then(|socket| socket.listen(BACKLOG));
    listening.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "{address} is taken by another program; stop it or choose another address with --listen"
        ),
        ErrorKind::PermissionDenied => anyhow!(
            "{address} may not be used by this user; choose a port above 1023 with --listen"
        ),
        _ => anyhow!("cannot listen on {address}: {error}"),
    })
}

fn socket(address: SocketAddr) -> std::io::Result<TcpSocket> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // A restart need not wait for connections of the server before it.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

/// Serves until `stop` turns true, then lets running requests finish.
pub async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    // Every connection holds a sender, so that the receiver knows when the last one has ended.
    let (running, mut ended) = mpsc::channel(1);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Without this, small answers wait up to 40 ms for the client's acknowledgement.
                let _ = stream.set_nodelay(true);
                let (stop, running) = (stop.clone(), running.clone());
                tokio::spawn(connection(stream, peer, router.clone(), stop, running));
            }
            Err(error) => {
                // Out of file descriptors, most likely: the next moment may have some again.
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop((listener, running));
    if timeout(FAREWELL, ended.recv()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

/// Held by a connection as long as it is open.
type Running = mpsc::Sender<Infallible>;

/// The head of an answer whose body is pushed, as soon as there is one.
type Taken = Arc<Mutex<Option<(Vec<u8>, Push)>>>;

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut stop: watch::Receiver<bool>,
    running: Running,
) {
    // hyper takes 16 KiB for its buffers at once; who says nothing yet need not have them.
    let mut first = [0];
    let asked = tokio::select! {
        asked = timeout(HEAD_TIMEOUT, stream.peek(&mut first)) => matches!(asked, Ok(Ok(1..))),
        _ = stop.wait_for(|stop| *stop) => false,
    };
    if asked {
        Box::pin(answer(stream, peer, router, stop, running)).await;
    }
}

/// Answers requests until the connection ends or somebody listens on it.
async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut stop: watch::Receiver<bool>,
    running: Running,
) {
    let taken = Taken::default();
    let take = Arc::clone(&taken);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let get = request.method() == Method::GET;
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        let router = TowerToHyperService::new(router.clone());
        let take = Arc::clone(&take);
        async move {
            let mut answer = router.call(request).await?;
            match answer.extensions_mut().remove::<Push>().filter(|_| get) {
                None => Ok::<_, Infallible>(answer),
                Some(push) => {
                    let head = endless_head(answer.headers());
                    *take.lock().unwrap_or_else(PoisonError::into_inner) = Some((head, push));
                    // hyper has nothing to answer: the connection is taken away from it.
                    pending().await
                }
            }
        }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let mut stopping = pin!(stop.wait_for(|stop| *stop));
    let mut told = false;
    let push = poll_fn(|context| {
        if !told && stopping.as_mut().poll(context).is_ready() {
            told = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
        // What breaks here is the client's side of the connection; there is nobody left to tell.
        let ended = Pin::new(&mut connection).poll(context).map(|_| None);
        match taken.lock().unwrap_or_else(PoisonError::into_inner).take() {
            None => ended,
            push => Poll::Ready(push),
        }
    })
    .await;
    if let Some((head, push)) = push {
        let stream = connection.into_parts().io.into_inner();
        // A task of its own is a small one.
        tokio::spawn(async move {
            push.write(head, stream).await;
            drop(running);
        });
    }
}

/// The head of an answer that ends with its connection.
fn endless_head(headers: &HeaderMap) -> Vec<u8> {
    let mut head = b"HTTP/1.1 200 OK\r\nconnection: close\r\n".to_vec();
    // The answer it was made of has no body.
    let headers = headers
        .iter()
        .filter(|(name, _)| *name != header::CONTENT_LENGTH);
    for (name, value) in headers {
        head.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    head.extend(b"\r\n");
    head
}
