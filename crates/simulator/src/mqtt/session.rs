//! One client of the broker.

use std::io;

use bytes::BytesMut;
use rumqttc::mqttbytes::{
    self, QoS,
    v4::{
        ConnAck, ConnectReturnCode, Packet, PubAck, Publish, SubAck, SubscribeReasonCode, UnsubAck,
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::broadcast::{self, error::RecvError},
};

use super::{broker::Message, topics::takes};

/// The longest packet that is read.
const LONGEST: usize = 64 * 1_024;

/// Answers a client, and sends it what it has subscribed to, at most once or at least once.
pub(super) async fn serve(
    mut stream: TcpStream,
    mut messages: broadcast::Receiver<Message>,
) -> io::Result<()> {
    let (mut unread, mut unsent) = (BytesMut::new(), BytesMut::new());
    let mut session = Session::default();
    loop {
        while let Some(packet) = next(&mut unread)? {
            match session.answer(packet) {
                Step::Send(packet) => write(&packet, &mut unsent)?,
                Step::Stay => {}
                Step::Leave => return Ok(()),
            }
        }
        if !unsent.is_empty() {
            stream.write_all(&unsent).await?;
            unsent.clear();
        }
        tokio::select! {
            read = stream.read_buf(&mut unread) => {
                if read? == 0 {
                    return Ok(());
                }
            }
            message = messages.recv() => match message {
                Ok(message) => {
                    if let Some(packet) = session.publish(&message) {
                        write(&packet, &mut unsent)?;
                    }
                }
                // A client that is too slow loses messages, as with every broker.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(()),
            },
        }
    }
}

fn next(unread: &mut BytesMut) -> io::Result<Option<Packet>> {
    match Packet::read(unread, LONGEST) {
        Ok(packet) => Ok(Some(packet)),
        Err(mqttbytes::Error::InsufficientBytes(_)) => Ok(None),
        Err(error) => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            error.to_string(),
        )),
    }
}

fn write(packet: &Packet, unsent: &mut BytesMut) -> io::Result<()> {
    let written = packet.write(unsent, LONGEST);
    written
        .map(|_| ())
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))
}

enum Step {
    Send(Packet),
    Stay,
    Leave,
}

#[derive(Default)]
struct Session {
    connected: bool,
    subscribed: Vec<(String, QoS)>,
    /// Number of the last message that wants an acknowledgement.
    sent: u16,
}

impl Session {
    fn answer(&mut self, packet: Packet) -> Step {
        match packet {
            Packet::Connect(_) if !self.connected => {
                self.connected = true;
                Step::Send(Packet::ConnAck(ConnAck::new(
                    ConnectReturnCode::Success,
                    false,
                )))
            }
            _ if !self.connected => Step::Leave,
            Packet::Subscribe(wanted) => {
                // Exactly once is more than anybody needs here.
                let given = |qos| {
                    if qos == QoS::AtMostOnce {
                        qos
                    } else {
                        QoS::AtLeastOnce
                    }
                };
                let filters = wanted.filters.iter();
                let codes = filters
                    .clone()
                    .map(|filter| SubscribeReasonCode::Success(given(filter.qos)));
                let codes = codes.collect();
                for filter in filters {
                    self.subscribed.retain(|(path, _)| *path != filter.path);
                    self.subscribed
                        .push((filter.path.clone(), given(filter.qos)));
                }
                Step::Send(Packet::SubAck(SubAck::new(wanted.pkid, codes)))
            }
            Packet::Unsubscribe(gone) => {
                self.subscribed
                    .retain(|(path, _)| !gone.topics.contains(path));
                Step::Send(Packet::UnsubAck(UnsubAck::new(gone.pkid)))
            }
            Packet::Publish(message) if message.qos == QoS::AtLeastOnce => {
                Step::Send(Packet::PubAck(PubAck::new(message.pkid)))
            }
            Packet::PingReq => Step::Send(Packet::PingResp),
            Packet::Disconnect => Step::Leave,
            _ => Step::Stay,
        }
    }

    /// The message, once for this client, however many of its filters take it.
    fn publish(&mut self, message: &Message) -> Option<Packet> {
        let taking = self
            .subscribed
            .iter()
            .filter(|(filter, _)| takes(filter, &message.topic));
        let qos = taking.map(|(_, qos)| *qos).max_by_key(|qos| *qos as u8)?;
        let mut publish = Publish::new(&message.topic, qos, message.payload.to_vec());
        if qos != QoS::AtMostOnce {
            self.sent = self.sent.checked_add(1).unwrap_or(1);
            publish.pkid = self.sent;
        }
        Some(Packet::Publish(publish))
    }
}
