#![no_main]

feeds_fuzz::target!(DwdUv);
