#![no_main]

feeds_fuzz::target!(Ocpi);
