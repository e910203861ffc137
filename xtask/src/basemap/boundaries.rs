//! Edges of the city, its districts and its neighbours: an edge two areas share is drawn once.

use std::collections::HashSet;

use super::polygons::{Polygon, Position};

/// Remembers the edges already drawn.
#[derive(Default)]
pub(crate) struct Edges(HashSet<[(i64, i64); 2]>);

impl Edges {
    /// The parts of these outlines that were not drawn before, as lines.
    pub(crate) fn new_lines(&mut self, polygons: &[Polygon]) -> Vec<Vec<Position>> {
        let mut lines: Vec<Vec<Position>> = Vec::new();
        for ring in polygons.iter().flatten() {
            let mut line: Vec<Position> = Vec::new();
            for edge in ring.windows(2) {
                if self.0.insert(key(edge[0], edge[1])) {
                    if line.is_empty() {
                        line.push(edge[0]);
                    }
                    line.push(edge[1]);
                } else if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
            }
            if !line.is_empty() {
                lines.push(line);
            }
        }
        lines
    }
}

/// The same key for both directions, exact to about a decimetre.
fn key(from: Position, to: Position) -> [(i64, i64); 2] {
    let mut ends = [rounded(from), rounded(to)];
    ends.sort_unstable();
    ends
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "degrees times a million fit into 64 bits"
)]
fn rounded(position: Position) -> (i64, i64) {
    (
        (position[0] * 1e6).round() as i64,
        (position[1] * 1e6).round() as i64,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_shared_by_two_districts_is_drawn_once() {
        let left = vec![vec![vec![
            [0.0, 0.0],
            [1.0, 0.0],
            [1.0, 1.0],
            [0.0, 1.0],
            [0.0, 0.0],
        ]]];
        let right = vec![vec![vec![
            [1.0, 0.0],
            [2.0, 0.0],
            [2.0, 1.0],
            [1.0, 1.0],
            [1.0, 0.0],
        ]]];
        let mut edges = Edges::default();
        assert_eq!(edges.new_lines(&left), vec![left[0][0].clone()]);
        assert_eq!(
            edges.new_lines(&right),
            vec![vec![[1.0, 0.0], [2.0, 0.0], [2.0, 1.0], [1.0, 1.0]]]
        );
        assert!(edges.new_lines(&right).is_empty());
    }
}
