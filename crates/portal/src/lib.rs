//! What the pages and the API may ask: the portal's use cases and the ports behind them.

pub mod ports;
