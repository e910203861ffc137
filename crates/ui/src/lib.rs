//! Components of the design system. They know nothing of places or cities.

mod alert;
mod breadcrumbs;
mod field;
mod icon;
mod pagination;

pub use alert::{Alert, alert};
pub use breadcrumbs::{Crumb, breadcrumbs};
pub use field::{Field, field};
pub use icon::{icon, large_icon};
pub use pagination::{PageLink, pagination};
