//! Bodies, decompressed piece by piece and never beyond a limit.

use std::io::{self, Write};

use brotli::DecompressorWriter;
use flate2::write::MultiGzDecoder;

/// Why a body cannot be taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BodyFault {
    /// It has more bytes than it may, compressed or not.
    TooBig,
    /// It is not compressed as it says.
    Damaged(String),
}

/// A body that is being received.
pub(super) struct Body {
    decoder: Decoder,
    received: u64,
    limit: u64,
}

enum Decoder {
    Plain(Limited),
    Gzip(Box<MultiGzDecoder<Limited>>),
    Brotli(Box<DecompressorWriter<Limited>>),
}

/// Takes bytes up to a limit.
struct Limited {
    bytes: Vec<u8>,
    limit: usize,
    full: bool,
}

impl Write for Limited {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if piece.len() > self.limit - self.bytes.len() {
            self.full = true;
            return Err(io::Error::other("too big"));
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Body {
    /// A body with this `Content-Encoding`, of at most `limit` bytes.
    pub(super) fn new(encoding: Option<&str>, limit: u64) -> Result<Self, BodyFault> {
        let sink = Limited {
            bytes: Vec::new(),
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            full: false,
        };
        let encoding = encoding.map(|name| name.trim().to_ascii_lowercase());
        let decoder = match encoding.as_deref() {
            None | Some("" | "identity") => Decoder::Plain(sink),
            Some("gzip" | "x-gzip") => Decoder::Gzip(Box::new(MultiGzDecoder::new(sink))),
            Some("br") => Decoder::Brotli(Box::new(DecompressorWriter::new(sink, 16 << 10))),
            Some(other) => {
                let reason = format!("it is encoded as `{other}`, which was not asked for");
                return Err(BodyFault::Damaged(reason));
            }
        };
        Ok(Self {
            decoder,
            received: 0,
            limit,
        })
    }

    /// Takes the next piece.
    pub(super) fn take(&mut self, piece: &[u8]) -> Result<(), BodyFault> {
        self.received += piece.len() as u64;
        if self.received > self.limit {
            return Err(BodyFault::TooBig);
        }
        let taken = match &mut self.decoder {
            Decoder::Plain(sink) => sink.write_all(piece),
            Decoder::Gzip(decoder) => decoder.write_all(piece),
            Decoder::Brotli(decoder) => decoder.write_all(piece),
        };
        taken.map_err(|error| self.fault(&error))
    }

    /// The whole body, after its last piece.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, BodyFault> {
        if self.received > 0 {
            let finished = match &mut self.decoder {
                Decoder::Plain(_) => Ok(()),
                Decoder::Gzip(decoder) => decoder.try_finish(),
                Decoder::Brotli(decoder) => decoder.close(),
            };
            finished.map_err(|error| self.fault(&error))?;
        }
        Ok(std::mem::take(&mut self.sink().bytes))
    }

    fn fault(&mut self, error: &io::Error) -> BodyFault {
        if self.sink().full {
            BodyFault::TooBig
        } else {
            BodyFault::Damaged(format!("it cannot be decompressed: {error}"))
        }
    }

    fn sink(&mut self) -> &mut Limited {
        match &mut self.decoder {
            Decoder::Plain(sink) => sink,
            Decoder::Gzip(decoder) => decoder.get_mut(),
            Decoder::Brotli(decoder) => decoder.get_mut(),
        }
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
        encoder.write_all(bytes).unwrap();
        encoder.into_inner()
    }

    fn received(encoding: &str, bytes: &[u8], limit: u64) -> Result<Vec<u8>, BodyFault> {
        let mut body = Body::new(Some(encoding), limit)?;
        for piece in bytes.chunks(1000) {
            body.take(piece)?;
        }
        body.finish()
    }

    #[test]
    fn a_body_is_what_was_compressed() {
        let text = "Parkhaus ".repeat(5000).into_bytes();
        for (encoding, bytes) in [
            ("gzip", gzip(&text)),
            ("br", brotli(&text)),
            ("identity", text.clone()),
        ] {
            assert_eq!(
                received(encoding, &bytes, 1 << 20),
                Ok(text.clone()),
                "{encoding}"
            );
            let exactly = text.len() as u64;
            assert!(received(encoding, &bytes, exactly).is_ok(), "{encoding}");
            assert_eq!(
                received(encoding, &bytes, exactly - 1),
                Err(BodyFault::TooBig)
            );
        }
    }

    #[test]
    fn a_bomb_ends_at_the_limit() {
        let zeros = vec![0; 16 << 20];
        for (encoding, bomb) in [("gzip", gzip(&zeros)), ("br", brotli(&zeros))] {
            assert!(bomb.len() < 100_000);
            let mut body = Body::new(Some(encoding), 1 << 20).unwrap();
            assert_eq!(body.take(&bomb), Err(BodyFault::TooBig));
            assert!(body.sink().bytes.capacity() <= 2 << 20);
        }
    }

    #[test]
    fn what_is_cut_off_or_not_compressed_at_all_is_damaged() {
        let text = "Pegel ".repeat(1000).into_bytes();
        for (encoding, bytes) in [("gzip", gzip(&text)), ("br", brotli(&text))] {
            let cut = received(encoding, &bytes[..bytes.len() - 3], 1 << 20);
            assert!(
                matches!(cut, Err(BodyFault::Damaged(_))),
                "{encoding}: {cut:?}"
            );
            let plain = received(encoding, b"{\"plain\": true, \"text\": \"yes\"}", 1 << 20);
            assert!(
                matches!(plain, Err(BodyFault::Damaged(_))),
                "{encoding}: {plain:?}"
            );
        }
        assert!(matches!(
            Body::new(Some("zstd"), 9),
            Err(BodyFault::Damaged(_))
        ));
    }

    #[test]
    fn an_empty_body_needs_no_compression() {
        assert_eq!(received("gzip", b"", 9), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_body_or_a_fault(bytes: Vec<u8>) {
            for encoding in ["gzip", "br"] {
                let body = received(encoding, &bytes, 4096);
                prop_assert!(body.is_err() || body.is_ok_and(|body| body.len() <= 4096));
            }
        }
    }
}
