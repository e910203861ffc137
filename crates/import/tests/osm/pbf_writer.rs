//! Writes tiny extracts, field by field (<https://wiki.openstreetmap.org/wiki/PBF_Format>).

/// An extract in the making; blocks are not compressed.
#[derive(Default)]
pub(crate) struct PbfWriter {
    strings: Vec<String>,
    nodes: Vec<u8>,
    ways: Vec<u8>,
    relations: Vec<u8>,
}

type Tags<'t> = &'t [(&'t str, &'t str)];

impl PbfWriter {
    pub(crate) fn node(&mut self, id: i64, lat: f64, lon: f64, tags: Tags<'_>) -> &mut Self {
        let mut node = Vec::new();
        varint_field(&mut node, 1, zigzag(id));
        self.tags(&mut node, tags);
        varint_field(&mut node, 8, zigzag(units(lat)));
        varint_field(&mut node, 9, zigzag(units(lon)));
        bytes_field(&mut self.nodes, 1, &node);
        self
    }

    pub(crate) fn way(&mut self, id: i64, nodes: &[i64], tags: Tags<'_>) -> &mut Self {
        let mut way = Vec::new();
        varint_field(&mut way, 1, unsigned(id));
        self.tags(&mut way, tags);
        bytes_field(&mut way, 8, &deltas(nodes));
        bytes_field(&mut self.ways, 3, &way);
        self
    }

    /// A relation of ways with their roles.
    pub(crate) fn relation(&mut self, id: i64, ways: &[(i64, &str)], tags: Tags<'_>) -> &mut Self {
        let mut relation = Vec::new();
        varint_field(&mut relation, 1, unsigned(id));
        self.tags(&mut relation, tags);
        let (mut roles, mut kinds) = (Vec::new(), Vec::new());
        for (_, role) in ways {
            varint(&mut roles, self.string(role));
            varint(&mut kinds, 1);
        }
        bytes_field(&mut relation, 8, &roles);
        bytes_field(
            &mut relation,
            9,
            &deltas(&ways.iter().map(|(id, _)| *id).collect::<Vec<_>>()),
        );
        bytes_field(&mut relation, 10, &kinds);
        bytes_field(&mut self.relations, 4, &relation);
        self
    }

    /// The file; `seconds` is the time of the data since 1970.
    pub(crate) fn file(&self, seconds: Option<i64>) -> Vec<u8> {
        let mut head = Vec::new();
        bytes_field(&mut head, 4, b"OsmSchema-V0.6");
        if let Some(seconds) = seconds {
            varint_field(&mut head, 32, unsigned(seconds));
        }
        let mut strings = Vec::new();
        bytes_field(&mut strings, 1, b"");
        for string in &self.strings {
            bytes_field(&mut strings, 1, string.as_bytes());
        }
        let mut block = Vec::new();
        bytes_field(&mut block, 1, &strings);
        for group in [&self.nodes, &self.ways, &self.relations] {
            if !group.is_empty() {
                bytes_field(&mut block, 2, group);
            }
        }
        [blob("OSMHeader", &head), blob("OSMData", &block)].concat()
    }

    fn string(&mut self, text: &str) -> u64 {
        let at = self
            .strings
            .iter()
            .position(|known| known == text)
            .unwrap_or_else(|| {
                self.strings.push(text.to_owned());
                self.strings.len() - 1
            });
        at as u64 + 1
    }

    fn tags(&mut self, object: &mut Vec<u8>, tags: Tags<'_>) {
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        for (key, value) in tags {
            varint(&mut keys, self.string(key));
            varint(&mut values, self.string(value));
        }
        bytes_field(object, 2, &keys);
        bytes_field(object, 3, &values);
    }
}

fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    bytes_field(&mut body, 1, content);
    let mut header = Vec::new();
    bytes_field(&mut header, 1, kind.as_bytes());
    varint_field(&mut header, 3, body.len() as u64);
    let length = u32::try_from(header.len()).unwrap().to_be_bytes();
    [&length[..], &header, &body].concat()
}

/// Units of 100 nanodegrees, the default granularity.
fn units(degrees: f64) -> i64 {
    format!("{:.0}", degrees * 1e7).parse().unwrap()
}

fn deltas(ids: &[i64]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for id in ids {
        varint(&mut bytes, zigzag(id - last));
        last = *id;
    }
    bytes
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap()
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn varint_field(bytes: &mut Vec<u8>, field: u64, number: u64) {
    varint(bytes, field << 3);
    varint(bytes, number);
}

fn bytes_field(bytes: &mut Vec<u8>, field: u64, content: &[u8]) {
    varint(bytes, field << 3 | 2);
    varint(bytes, content.len() as u64);
    bytes.extend(content);
}
