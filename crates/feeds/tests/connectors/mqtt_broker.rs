//! As much of an MQTT broker as one client needs, by the codec of the client library.

use std::net::SocketAddr;

use bytes::BytesMut;
use rumqttc::mqttbytes::{
    QoS,
    v4::{ConnAck, ConnectReturnCode, Packet, Publish, SubAck, SubscribeReasonCode},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

const LONGEST: usize = 64 * 1_024;

/// A broker; dropping it is how it is stopped.
pub(crate) struct Broker(TcpListener);

/// The connection of a client that was let in.
pub(crate) struct Client {
    stream: TcpStream,
    unread: BytesMut,
    sent: u16,
}

impl Broker {
    /// Starts at an address; port 0 is any.
    pub(crate) async fn start(address: SocketAddr) -> Self {
        Self(TcpListener::bind(address).await.unwrap())
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.0.local_addr().unwrap()
    }

    /// Waits for a client and lets it in.
    pub(crate) async fn client(&self) -> Client {
        let (stream, _) = self.0.accept().await.unwrap();
        let mut client = Client {
            stream,
            unread: BytesMut::new(),
            sent: 0,
        };
        let Packet::Connect(_) = client.next().await else {
            panic!("a client begins with Connect");
        };
        let welcome = ConnAck::new(ConnectReturnCode::Success, false);
        client.send(Packet::ConnAck(welcome)).await;
        client
    }
}

impl Client {
    async fn next(&mut self) -> Packet {
        loop {
            if let Ok(packet) = Packet::read(&mut self.unread, LONGEST) {
                return packet;
            }
            let read = self.stream.read_buf(&mut self.unread).await.unwrap();
            assert!(read > 0, "the client has left");
        }
    }

    async fn send(&mut self, packet: Packet) {
        let mut bytes = BytesMut::new();
        packet.write(&mut bytes, LONGEST).unwrap();
        self.stream.write_all(&bytes).await.unwrap();
    }

    /// Waits for the next subscription and grants it: its topics.
    pub(crate) async fn subscription(&mut self) -> Vec<String> {
        loop {
            if let Packet::Subscribe(wanted) = self.next().await {
                let granted = SubscribeReasonCode::Success(QoS::AtLeastOnce);
                let granted = vec![granted; wanted.filters.len()];
                self.send(Packet::SubAck(SubAck::new(wanted.pkid, granted)))
                    .await;
                return wanted
                    .filters
                    .into_iter()
                    .map(|filter| filter.path)
                    .collect();
            }
        }
    }

    /// Sends a message and waits until the client has it.
    pub(crate) async fn publish(&mut self, topic: &str, message: &str) {
        self.sent += 1;
        let mut publish = Publish::new(topic, QoS::AtLeastOnce, message);
        publish.pkid = self.sent;
        self.send(Packet::Publish(publish)).await;
        while !matches!(self.next().await, Packet::PubAck(taken) if taken.pkid == self.sent) {}
    }
}
