//! A city to run against: a server that speaks the formats of the real sources, with values that
//! follow the course of a day, and faults on demand.
