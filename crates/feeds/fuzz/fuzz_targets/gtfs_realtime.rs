#![no_main]

feeds_fuzz::target!(GtfsRealtime);
