//! A small HTTP/1.1 client that asks the same page again and again over kept connections.

use anyhow::{Context, Result, anyhow, bail};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    thread,
    time::Duration,
};

/// An answer of the server.
pub(super) struct Answer {
    /// The status code.
    pub(super) status: u16,
    /// Bytes of the body as they came over the wire, without the framing of chunks.
    pub(super) body: Vec<u8>,
}

/// Asks once.
pub(super) fn get(port: u16, path: &str, encoding: Option<&str>) -> Result<Answer> {
    Connection::open(port)?.get(path, encoding)
}

/// Asks `count` times over each of `connections` connections at once.
pub(super) fn repeat(port: u16, path: &str, connections: u32, count: u32) -> Result<()> {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|_| {
                scope.spawn(move || -> Result<()> {
                    let mut connection = Connection::open(port)?;
                    for _ in 0..count {
                        let answer = connection.get(path, None)?;
                        if answer.status != 200 {
                            bail!("{path} answers {}", answer.status);
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .map_err(|_| anyhow!("a measuring thread panicked"))?
        })
    })
}

struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    fn get(&mut self, path: &str, encoding: Option<&str>) -> Result<Answer> {
        let encoding = encoding
            .map(|encoding| format!("accept-encoding: {encoding}\r\n"))
            .unwrap_or_default();
        let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{encoding}\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        read_answer(&mut self.stream)
    }
}

fn read_answer(stream: &mut impl BufRead) -> Result<Answer> {
    let status = line(stream)?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.context("the server does not speak HTTP/1.1")?;
    let (mut length, mut chunked) = (0, false);
    loop {
        let header = line(stream)?.to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        chunked |= header.starts_with("transfer-encoding:") && header.contains("chunked");
    }
    let mut body = Vec::new();
    if !chunked {
        take(stream, length, &mut body)?;
        return Ok(Answer { status, body });
    }
    loop {
        let size = u64::from_str_radix(line(stream)?.trim(), 16)?;
        take(stream, size, &mut body)?;
        line(stream)?;
        if size == 0 {
            return Ok(Answer { status, body });
        }
    }
}

fn line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        bail!("the server closed the connection");
    }
    Ok(line.trim_end().to_owned())
}

fn take(stream: &mut impl BufRead, length: u64, body: &mut Vec<u8>) -> Result<()> {
    let read = stream.take(length).read_to_end(body)?;
    if u64::try_from(read)? != length {
        bail!("the server closed the connection in the middle of an answer");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_in_chunks_is_put_together() {
        let wire =
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let answer = read_answer(&mut wire.as_bytes()).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, &b"abcde"[..])
        );
    }

    #[test]
    fn the_next_answer_starts_after_the_length_of_this_one() {
        let wire = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nnoHTTP/1.1 200 OK\r\n\r\n";
        let mut stream = wire.as_bytes();
        assert_eq!(read_answer(&mut stream).unwrap().body, b"no");
        assert_eq!(read_answer(&mut stream).unwrap().status, 200);
    }

    #[test]
    fn half_an_answer_is_a_fault() {
        let wire = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
        assert!(read_answer(&mut wire.as_bytes()).is_err());
    }
}
