//! The city limits from the extract.

use domain::City;
use geo::{Contains, MultiPolygon};

use super::{found::Limits, positions::Positions, rings::area_of};

/// The smallest boundary with the city's name that is complete and has the city's centre in it.
pub(super) fn city_limits(
    limits: &[Limits],
    positions: &Positions,
    city: &City,
) -> Option<MultiPolygon> {
    let mut limits: Vec<&Limits> = limits.iter().collect();
    limits.sort_by_key(|limits| std::cmp::Reverse(limits.level));
    let areas = limits
        .into_iter()
        .filter_map(|limits| area_of(&limits.members, positions));
    let centre = city.centre.to_point();
    areas.into_iter().find(|area| area.contains(&centre))
}
