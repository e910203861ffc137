//! Many clients of `/api/v1/live`, each one small task.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    task::JoinSet,
};

/// Connections from one source address: so few that a free port is found at once.
const PER_SOURCE: usize = 500;

/// What all clients measure together.
#[derive(Default)]
pub(crate) struct Measured {
    /// Milliseconds from the publication to the arrival.
    pub(crate) delays: Mutex<Vec<f64>>,
    /// Clients that have got their first state since they connected last.
    pub(crate) ready: AtomicU64,
    /// Clients whose newest value is this one.
    pub(crate) arrived: AtomicU64,
    /// Publications before this instant, in milliseconds, are not measured.
    pub(crate) from: AtomicI64,
    /// Connections that failed.
    pub(crate) failed: AtomicU64,
    /// Bytes that arrived.
    pub(crate) bytes: AtomicU64,
}

/// Connects so many clients; those that come again say the number of the last change they know.
pub(crate) fn connect(
    server: SocketAddr,
    count: usize,
    last_event_id: Option<i64>,
    measured: &Arc<Measured>,
) -> JoinSet<()> {
    let mut clients = JoinSet::new();
    for number in 0..count {
        let measured = Arc::clone(measured);
        clients.spawn(async move {
            if listen(server, number, last_event_id, &measured)
                .await
                .is_err()
            {
                measured.failed.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    clients
}

async fn listen(
    server: SocketAddr,
    number: usize,
    last_event_id: Option<i64>,
    measured: &Measured,
) -> Result<()> {
    // Ports of the connections that broke are not free again yet.
    let net = if last_event_id.is_some() { 2 } else { 1 };
    let mut stream = open(server, net, number / PER_SOURCE + 1).await?;
    let resume = last_event_id.map_or_else(String::new, |id| format!("Last-Event-ID: {id}\r\n"));
    let request = format!(
        "GET /api/v1/live?topics=parking HTTP/1.1\r\nHost: {server}\r\nAccept: text/event-stream\r\n{resume}\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let (mut buffer, mut kept, mut ready) = ([0_u8; 2048], Vec::new(), false);
    loop {
        let read = stream.read(&mut buffer).await?;
        if read == 0 {
            bail!("the server closed the connection");
        }
        measured.bytes.fetch_add(read as u64, Ordering::Relaxed);
        kept.extend_from_slice(&buffer[..read]);
        // Only whole lines are looked at.
        let Some(end) = kept.iter().rposition(|byte| *byte == b'\n') else {
            continue;
        };
        let lines: Vec<u8> = kept.drain(..=end).collect();
        for line in lines.split(|byte| *byte == b'\n') {
            let Some(end) = published(line) else { continue };
            if !ready {
                ready = true;
                measured.ready.fetch_add(1, Ordering::Relaxed);
            }
            note(end, measured);
        }
        kept.shrink_to(0);
    }
}

async fn open(server: SocketAddr, net: u8, machine: usize) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    let machine = u8::try_from(machine).context("too many clients")?;
    socket.bind(SocketAddr::from(([127, 0, net, machine], 0)))?;
    Ok(socket.connect(server).await?)
}

/// The instant of the newest value in a line of the stream.
fn published(line: &[u8]) -> Option<Timestamp> {
    let line = std::str::from_utf8(line).ok()?;
    if !line.starts_with("data:") {
        return None;
    }
    let (_, rest) = line.rsplit_once("\"end\":\"")?;
    rest.split('"').next()?.parse().ok()
}

#[expect(
    clippy::disallowed_methods,
    reason = "this program measures with the machine's clock"
)]
fn note(end: Timestamp, measured: &Measured) {
    let from = measured.from.load(Ordering::Relaxed);
    if from == 0 || end.as_millisecond() < from {
        return;
    }
    let delay = Timestamp::now().duration_since(end).as_secs_f64() * 1000.0;
    measured.arrived.fetch_add(1, Ordering::Relaxed);
    if let Ok(mut delays) = measured.delays.lock() {
        delays.push(delay);
    }
}
