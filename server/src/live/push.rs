//! Writes to those who listen.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use tokio::{io::AsyncWriteExt, net::TcpStream, select, time::timeout_at};

use super::hub::Client;

/// Travels with an answer whose body has no end. The answer itself has no body: its connection
/// takes this out, writes the head and then what the client is told. So a listener costs neither
/// the buffers of hyper nor what the layers of the router put around a body.
#[derive(Clone)]
pub(crate) struct Push(Arc<Mutex<Option<Client>>>);

impl Push {
    /// The body of one client.
    pub(crate) fn new(client: Client) -> Self {
        Self(Arc::new(Mutex::new(Some(client))))
    }

    /// Writes until the client goes away or has been told goodbye.
    pub(crate) async fn write(self, head: Vec<u8>, mut stream: TcpStream) {
        let client = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(mut client) = client else { return };
        let greeting = client.next().await;
        let mut news = greeting.map(|greeting| Bytes::from([&head[..], &greeting].concat()));
        drop(head);
        while let Some(bytes) = news {
            // Whoever does not read until then may come again.
            let written = timeout_at(client.ends, stream.write_all(&bytes)).await;
            if !matches!(written, Ok(Ok(()))) {
                return;
            }
            news = next(&mut client, &stream).await;
        }
        // What breaks here is the client's side of the connection; there is nobody left to tell.
        let _ = stream.shutdown().await;
    }
}

/// What to write next; `None` when the client has gone, too.
async fn next(client: &mut Client, stream: &TcpStream) -> Option<Bytes> {
    select! {
        biased;
        news = client.next() => news,
        () = gone(stream) => None,
    }
}

/// Until the client closes the connection. It has nothing more to say.
async fn gone(stream: &TcpStream) {
    use std::io::ErrorKind::WouldBlock;
    let mut ignored = [0; 64];
    while stream.readable().await.is_ok() {
        match stream.try_read(&mut ignored) {
            Ok(1..) => {}
            Err(error) if error.kind() == WouldBlock => {}
            Ok(0) | Err(_) => return,
        }
    }
}
