//! The random word that marks the scripts and styles of one answer as ours.

use std::{fmt::Write, sync::Arc};

/// 128 random bits as hexadecimal digits, new for every answer.
#[derive(Clone, Debug)]
pub(crate) struct Nonce(Arc<str>);

impl Nonce {
    /// A nonce nobody can guess.
    pub(crate) fn new() -> Self {
        Self(random_word().into())
    }

    /// The text of the nonce.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// 128 random bits of the operating system as hexadecimal digits.
pub(crate) fn random_word() -> String {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives random numbers");
    bytes
        .iter()
        .fold(String::with_capacity(32), |mut word, byte| {
            // Writing into a String cannot fail.
            let _ = write!(word, "{byte:02x}");
            word
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_nonces_are_alike() {
        let (one, other) = (Nonce::new(), Nonce::new());
        assert_ne!(one.as_str(), other.as_str());
        assert_eq!(one.as_str().len(), 32);
    }
}
