//! What people believe about the heap, and what is not true.
//!
//! Out: the texts, by number. Lessons and pages say which of them they are about; a test finds that
//! each is told about.

use crate::catalogue::{Id, msg};

/// The misconceptions, from number 1 on. Numbers never change.
pub const BELIEFS: [Id; 23] = [
    msg!("guide-belief-1"),
    msg!("guide-belief-2"),
    msg!("guide-belief-3"),
    msg!("guide-belief-4"),
    msg!("guide-belief-5"),
    msg!("guide-belief-6"),
    msg!("guide-belief-7"),
    msg!("guide-belief-8"),
    msg!("guide-belief-9"),
    msg!("guide-belief-10"),
    msg!("guide-belief-11"),
    msg!("guide-belief-12"),
    msg!("guide-belief-13"),
    msg!("guide-belief-14"),
    msg!("guide-belief-15"),
    msg!("guide-belief-16"),
    msg!("guide-belief-17"),
    msg!("guide-belief-18"),
    msg!("guide-belief-19"),
    msg!("guide-belief-20"),
    msg!("guide-belief-21"),
    msg!("guide-belief-22"),
    msg!("guide-belief-23"),
];
