//! Parts that several pages share. They know the domain and fetch nothing.

mod category_tile;
mod chart;
mod fold;
mod in_german;
mod opening_state;
mod page_head;
mod place_row;
mod search_box;
mod take_out;

pub use category_tile::{category_link, category_tiles};
pub use chart::{ChartFigure, chart_figure};
pub use fold::fold;
pub use in_german::in_german;
pub use opening_state::{opening_badge, opening_state, phase_class};
pub use page_head::{PageHead, area_class, area_name, page_head};
pub use place_row::{PlaceRow, place_rows};
pub use search_box::{header_search, search_box};
pub use take_out::{TakeOut, take_out};
