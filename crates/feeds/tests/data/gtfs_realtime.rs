//! Messages of GTFS Realtime, written field by field.

/// Whole numbers, seven bits a byte.
fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
    bytes
}

/// A field that is a number.
pub(crate) fn number(tag: u64, value: i64) -> Vec<u8> {
    [varint(tag << 3), varint(value.cast_unsigned())].concat()
}

/// A field that is a text or a message.
pub(crate) fn field(tag: u64, value: impl AsRef<[u8]>) -> Vec<u8> {
    let value = value.as_ref();
    [
        varint(tag << 3 | 2),
        varint(value.len() as u64),
        value.to_vec(),
    ]
    .concat()
}

/// A file with these entities, told at an instant.
pub(crate) fn file(second: i64, entities: &[Vec<u8>]) -> Vec<u8> {
    let header = [field(1, "2.0"), number(2, 0), number(3, second)].concat();
    let entities = entities.iter().flat_map(|entity| field(2, entity));
    field(1, header).into_iter().chain(entities).collect()
}

/// An entity about a trip, from the fields of its descriptor and its stops.
pub(crate) fn trip(descriptor: &[Vec<u8>], stops: &[Vec<u8>]) -> Vec<u8> {
    let stops = stops.iter().flat_map(|stop| field(2, stop));
    let update: Vec<u8> = field(1, descriptor.concat())
        .into_iter()
        .chain(stops)
        .collect();
    [field(1, "entity"), field(3, update)].concat()
}

/// A stop by its number, with the fields of its departure.
pub(crate) fn stop(sequence: i64, departure: &[Vec<u8>]) -> Vec<u8> {
    [number(1, sequence), field(3, departure.concat())].concat()
}

/// A file with one trip that is two minutes late, told at noon of 23 November 2026 (UTC).
pub(crate) fn delayed() -> Vec<u8> {
    let descriptor = [field(1, "trip-1"), field(3, "20261123")];
    let stops = [
        stop(1, &[number(1, 120)]),
        stop(4, &[number(2, 1_795_436_100)]),
    ];
    file(1_795_435_200, &[trip(&descriptor, &stops)])
}
