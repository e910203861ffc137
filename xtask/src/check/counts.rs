//! How many tests passed and failed, read from what test programs print.

use std::ops::AddAssign;

/// Passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Tests that passed.
    pub(super) passed: u64,
    /// Tests that failed.
    pub(super) failed: u64,
}

impl Counts {
    /// A step without a count of its own that went well.
    pub(super) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// A step without a count of its own that did not.
    pub(super) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// The sum of all `test result:` lines of `cargo test`.
    pub(super) fn of_cargo_test(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output
            .lines()
            .filter(|line| line.trim_start().starts_with("test result:"))
        {
            sum += Self {
                passed: before(line, "passed"),
                failed: before(line, "failed"),
            };
        }
        sum
    }

    /// The last line of the form `N passed, N failed`.
    pub(super) fn of_last_line(output: &str) -> Option<Self> {
        output.lines().rev().find_map(|line| {
            let (passed, failed) = line.trim().split_once(" passed, ")?;
            Some(Self {
                passed: passed.parse().ok()?,
                failed: failed.strip_suffix(" failed")?.parse().ok()?,
            })
        })
    }

    /// A program that ended badly without a failed test still counts as one failure.
    pub(super) fn ended(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The number right before a word: 12 in `ok. 12 passed; 1 failed`.
fn before(line: &str, word: &str) -> u64 {
    let words: Vec<&str> = line
        .split([' ', ';', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let place = words.iter().position(|found| *found == word);
    place
        .and_then(|place| words.get(place.checked_sub(1)?)?.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_test_programs_are_added() {
        let output = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            noise 7 passed\n\
            test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(
            Counts::of_cargo_test(output),
            Counts {
                passed: 13,
                failed: 2
            }
        );
    }

    #[test]
    fn the_last_line_of_the_browser_tests_is_read() {
        let output = "1 passed, 1 failed\nmore\n41 passed, 0 failed\n";
        assert_eq!(
            Counts::of_last_line(output),
            Some(Counts {
                passed: 41,
                failed: 0
            })
        );
        assert_eq!(Counts::of_last_line("nothing"), None);
    }

    #[test]
    fn tests_that_do_not_compile_are_one_failure() {
        assert_eq!(Counts::default().ended(false), Counts::FAILED);
        assert_eq!(
            Counts {
                passed: 3,
                failed: 0
            }
            .ended(true)
            .failed,
            0
        );
        assert_eq!(
            Counts {
                passed: 3,
                failed: 2
            }
            .ended(false)
            .failed,
            2
        );
    }
}
