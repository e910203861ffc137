//! How many clients may listen at once.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Clients of one address: a town hall or a school behind one router.
const PER_ADDRESS: u32 = 200;

/// Clients of all addresses together; each takes a file descriptor.
const TOGETHER: u32 = 19_500;

/// Who is listening.
#[derive(Debug, Default)]
pub(super) struct Clients {
    counts: Mutex<(u32, HashMap<IpAddr, u32>)>,
}

/// The right to listen; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Admission {
    clients: Arc<Clients>,
    address: Option<IpAddr>,
}

impl Clients {
    /// Takes one more client; `None` when there are too many. Without an address only the whole is
    /// counted.
    pub(super) fn admit(self: &Arc<Self>, address: Option<IpAddr>) -> Option<Admission> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.0 >= TOGETHER {
            return None;
        }
        if let Some(address) = address {
            let own = counts.1.entry(address).or_default();
            if *own >= PER_ADDRESS {
                return None;
            }
            *own += 1;
        }
        counts.0 += 1;
        Some(Admission {
            clients: Arc::clone(self),
            address,
        })
    }

    /// How many clients listen.
    pub(super) fn count(&self) -> u32 {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        let counts = &self.clients.counts;
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.0 -= 1;
        if let Some(address) = self.address
            && let Some(own) = counts.1.get_mut(&address)
        {
            *own -= 1;
            if *own == 0 {
                counts.1.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_does_not_take_all_places_and_gives_its_own_back() {
        let clients = Arc::new(Clients::default());
        let one = Some(IpAddr::from([192, 0, 2, 1]));
        let admitted: Vec<_> = (0..PER_ADDRESS)
            .map(|_| clients.admit(one).unwrap())
            .collect();
        assert!(clients.admit(one).is_none());
        assert!(clients.admit(Some(IpAddr::from([192, 0, 2, 2]))).is_some());
        drop(admitted);
        assert_eq!(clients.count(), 0);
        assert!(clients.admit(one).is_some());
    }

    #[test]
    fn the_server_keeps_room_for_other_requests() {
        let clients = Arc::new(Clients::default());
        let admitted: Vec<_> = (0..TOGETHER)
            .map(|_| clients.admit(None).unwrap())
            .collect();
        assert!(clients.admit(None).is_none());
        drop(admitted);
        assert!(clients.admit(None).is_some());
    }
}
