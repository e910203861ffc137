//! Takes connections: HTTP and MQTT on one port, told apart by their first byte.

use std::{convert::Infallible, io, net::SocketAddr};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    http::Response,
};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use crate::{Simulator, fault_delivery::Refused, mqtt, notifier};

/// Every MQTT client begins with this byte; no HTTP request does.
const MQTT_CONNECT: u8 = 0x10;

/// Serves until the future is dropped; then all connections end.
pub async fn serve(listener: TcpListener, simulator: Simulator) -> io::Result<()> {
    let router = simulator.router();
    let mut connections = JoinSet::new();
    connections.spawn(notifier::notify(simulator.clone()));
    let broker = mqtt::Broker::new(simulator);
    connections.spawn(broker.clone().publish());
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(connection(stream, peer, router.clone(), broker.clone()));
                }
                // Out of file descriptors, most likely: some connection will end.
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::task::yield_now().await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, broker: mqtt::Broker) {
    let _ = stream.set_nodelay(true);
    let mut first = [0];
    match stream.peek(&mut first).await {
        Ok(1) if first[0] == MQTT_CONNECT => broker.serve(stream).await,
        Ok(1) => http(stream, peer, router).await,
        _ => {}
    }
}

async fn http(stream: TcpStream, peer: SocketAddr, router: Router) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let router = TowerToHyperService::new(router.clone());
        async move {
            let answered: Result<Response<Body>, Infallible> = router.call(request).await;
            let Ok(response) = answered;
            match response.extensions().get::<Refused>() {
                // hyper closes the connection without a word when the service fails.
                Some(Refused) => Err(io::Error::from(io::ErrorKind::ConnectionReset)),
                None => Ok(response),
            }
        }
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // What breaks here was meant to, or is the reader's side.
    let _ = connection.await;
}
