//! A long text that is made line by line.
//!
//! In: lines, appended to what [`Lines::end`] gives. Out: the text in pieces.
//! Invariants: each piece holds whole lines, and none is moved when the text grows.

/// Bytes of a piece. A little less is allocated at a time by most allocators without rounding up.
const PIECE: usize = 32 << 10;

/// A piece with less room than this is full: few lines are longer.
const ROOM: usize = 1 << 10;

/// Lines of text.
#[derive(Clone, Default, Debug)]
pub struct Lines {
    pieces: Vec<String>,
}

impl Lines {
    /// Where the next lines are appended.
    pub fn end(&mut self) -> &mut String {
        if self.pieces.last().is_none_or(|piece| piece.capacity() - piece.len() < ROOM) {
            self.pieces.push(String::with_capacity(PIECE));
        }
        let last = self.pieces.len() - 1;
        &mut self.pieces[last]
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(String::is_empty)
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(String::len).sum()
    }

    /// The text, in pieces.
    pub fn into_pieces(self) -> impl Iterator<Item = String> {
        self.pieces.into_iter()
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.pieces.concat()
    }

    /// The lines, after `first`.
    pub fn after(mut self, first: String) -> Lines {
        self.pieces.insert(0, first);
        self
    }

    /// Puts something in place of each line in a piece that has `mark` in it.
    pub(super) fn edit_lines(&mut self, mark: char, edit: impl Fn(&str) -> Option<String>) {
        for piece in &mut self.pieces {
            if piece.contains(mark) {
                *piece = piece.split_inclusive('\n').filter_map(&edit).collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_whole() {
        let (mut lines, mut expected) = (Lines::default(), String::new());
        assert!(lines.is_empty());
        for i in 0..20_000 {
            let line = format!("{}line {i}\n", if i % 3 == 0 { "#" } else { "" });
            lines.end().push_str(&line);
            expected.push_str(&line);
        }
        let long = "x".repeat(3 * PIECE) + "\n";
        lines.end().push_str(&long);
        lines.end().push_str("end\n");
        assert!(!lines.is_empty());
        assert_eq!(lines.clone().into_text(), expected.clone() + &long + "end\n");
        assert_eq!(lines.len(), expected.len() + long.len() + 4);
        assert_eq!(lines.clone().into_pieces().collect::<String>(), lines.clone().into_text());
        lines.edit_lines('#', |line| (!line.starts_with('#')).then(|| line.to_owned()));
        let kept: String = expected.split_inclusive('\n').filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.into_text(), kept + &long + "end\n");
    }
}
