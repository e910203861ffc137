//! Air data of the Umweltbundesamt, v3.

mod fetch;
mod hours;
mod map;
mod wire;

pub(crate) use fetch::new;
