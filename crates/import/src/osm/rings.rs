//! Areas from the ways of a relation.

use geo::{Area, Contains, Coord, LineString, MultiPolygon, Polygon};

use super::{found::Members, positions::Positions};

/// The area of a relation; `None` when its outer ways are not all there or do not close.
pub(super) fn area_of(members: &Members, positions: &Positions) -> Option<MultiPolygon> {
    let outer = rings(&members.outer, positions)?;
    let mut polygons: Vec<Polygon> = outer
        .into_iter()
        .map(|ring| Polygon::new(ring, Vec::new()))
        .collect();
    // An area whose holes are not all there is still an area.
    for hole in rings(&members.inner, positions).unwrap_or_default() {
        let around = polygons.iter_mut().find(|polygon| {
            hole.0
                .first()
                .is_some_and(|corner| polygon.contains(&geo::Point(*corner)))
        });
        if let Some(around) = around {
            around.interiors_push(hole);
        }
    }
    polygons.sort_by(|a, b| b.unsigned_area().total_cmp(&a.unsigned_area()));
    (!polygons.is_empty()).then_some(MultiPolygon(polygons))
}

/// The closed rings that ways form together; `None` when one is missing or a ring stays open.
fn rings(ways: &[i64], positions: &Positions) -> Option<Vec<LineString>> {
    let pieces: Vec<Vec<i64>> = ways
        .iter()
        .map(|way| positions.way(*way).map(<[i64]>::to_vec))
        .collect::<Option<_>>()?;
    let rings = join(pieces)?;
    rings
        .into_iter()
        .map(|ring| line(&ring, positions))
        .collect()
}

fn line(nodes: &[i64], positions: &Positions) -> Option<LineString> {
    let corners: Option<Vec<Coord>> = nodes.iter().map(|node| positions.node(*node)).collect();
    corners.map(LineString)
}

/// Joins pieces end to end, either way round, until every ring is closed.
fn join(mut pieces: Vec<Vec<i64>>) -> Option<Vec<Vec<i64>>> {
    pieces.retain(|piece| piece.len() > 1);
    let mut rings = Vec::new();
    while let Some(mut ring) = pieces.pop() {
        while ring.first() != ring.last() {
            let end = *ring.last()?;
            let at = pieces
                .iter()
                .position(|piece| piece.first() == Some(&end) || piece.last() == Some(&end))?;
            let mut piece = pieces.swap_remove(at);
            if piece.first() != Some(&end) {
                piece.reverse();
            }
            ring.extend(piece.into_iter().skip(1));
        }
        if ring.len() >= 4 {
            rings.push(ring);
        }
    }
    Some(rings)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces_in_any_direction_become_rings() {
        let rings = join(vec![
            vec![1, 2, 3],
            vec![5, 4, 3],
            vec![5, 1],
            vec![7, 8, 9, 7],
        ])
        .unwrap();
        assert_eq!(rings.len(), 2);
        assert!(rings.iter().all(|ring| ring.first() == ring.last()));
        assert_eq!(rings.iter().map(Vec::len).sum::<usize>(), 6 + 4);
    }

    #[test]
    fn a_ring_that_stays_open_is_none() {
        assert!(join(vec![vec![1, 2, 3], vec![3, 4]]).is_none());
    }

    proptest! {
        #[test]
        fn any_pieces_become_closed_rings_or_none(
            pieces in prop::collection::vec(prop::collection::vec(0_i64..6, 0..5), 0..8)
        ) {
            for ring in join(pieces).unwrap_or_default() {
                prop_assert_eq!(ring.first(), ring.last());
            }
        }
    }
}
