//! Prints texts about packages while others are still being made.
//!
//! In: numbered texts, in any order. Out: the texts on stdout, in the order of their numbers.
//! Invariants: a text is printed as soon as it is there and all before it are.

use crate::report::Lines;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// Writes on a thread of its own: nobody waits for whoever reads stdout.
pub(super) struct Printer {
    texts: Sender<(usize, Lines)>,
    thread: JoinHandle<()>,
}

impl Printer {
    /// Prints to stdout.
    pub fn start() -> Self {
        let (texts, received) = channel();
        // A closed pipe is the reader's way to say that it has seen enough.
        let thread = std::thread::spawn(move || drop(write_in_order(received, &mut io::stdout().lock())));
        Printer { texts, thread }
    }

    /// Prints `text` after those of all smaller numbers from 0.
    pub fn print(&self, number: usize, text: Lines) {
        // Nobody listens any more when nobody reads any more.
        let _ = self.texts.send((number, text));
    }

    /// Waits until everything is printed.
    pub fn finish(self) {
        drop(self.texts);
        let _ = self.thread.join();
    }
}

/// Writes what is received by number; what comes after a gap waits for the end.
fn write_in_order(texts: Receiver<(usize, Lines)>, out: &mut impl Write) -> io::Result<()> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, text) in texts {
        waiting.insert(number, text);
        while let Some(text) = waiting.remove(&next) {
            write(text, out)?;
            next += 1;
        }
    }
    waiting.into_values().try_for_each(|text| write(text, out))?;
    out.flush()
}

fn write(text: Lines, out: &mut impl Write) -> io::Result<()> {
    text.into_pieces().try_for_each(|piece| out.write_all(piece.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_give_the_order() {
        for order in [[0, 1, 2, 4], [4, 2, 1, 0], [2, 4, 0, 1]] {
            let (sender, received) = channel();
            for number in order {
                let mut text = Lines::default();
                text.end().push_str(&format!("{number}\n"));
                sender.send((number, text)).unwrap();
            }
            drop(sender);
            let mut out = Vec::new();
            write_in_order(received, &mut out).unwrap();
            assert_eq!(out, b"0\n1\n2\n4\n");
        }
    }
}
