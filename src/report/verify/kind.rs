//! The kinds of messages that `-m` and `-m=2` print.
//!
//! In: the text behind a position. Out: its [`Kind`], or none: then gc's `-m` did not print it.
//! Source: gc 1.21 to 1.27.

/// What a line of `-m` output is about. The order is that of tables.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[allow(missing_docs)] // `label` says what each one is.
pub enum Kind {
    CanInline,
    CannotInline,
    BigFunction,
    Inlining,
    Devirtualizing,
    PartiallyDevirtualizing,
    CannotDevirtualize,
    ImpreciseCall,
    KeptAlive,
    BenchmarkLoop,
    LeakingParam,
    LeakingContent,
    LeakingToResult,
    MovedToHeap,
    Escapes,
    DoesNotEscape,
    AppendEscapes,
    AppendDoesNotEscape,
    ZeroCopy,
    SelfAssignment,
    UnsafeUintptr,
    EscapingUintptr,
    BoundsCheck,
    NotAllowed,
    Capturing,
    EscapesBecause,
    ParameterLeaks,
    Flow,
    From,
    Truncated,
}

impl Kind {
    /// The kind of a message, without its position; `None` for anything else that a log may hold.
    pub fn of(message: &str) -> Option<Kind> {
        let starts = |prefix| message.starts_with(prefix);
        let ends = |suffix| message.ends_with(suffix);
        let has = |part| message.contains(part);
        Some(match message {
            // Explanations first: they quote any text.
            _ if starts("    from ") => Kind::From,
            _ if starts("  flow: ") => Kind::Flow,
            _ if starts("  warning: truncated explanation") => Kind::Truncated,
            "append escapes to heap" => Kind::AppendEscapes,
            "append does not escape" => Kind::AppendDoesNotEscape,
            "zero-copy string->[]byte conversion" => Kind::ZeroCopy,
            "index bounds check elided" => Kind::BoundsCheck,
            "imprecise interface call" => Kind::ImpreciseCall,
            _ if starts("can inline ") => Kind::CanInline,
            _ if starts("cannot inline ") => Kind::CannotInline,
            _ if starts("inlining call to ") => Kind::Inlining,
            _ if starts("function ") && has(" considered 'big'; ") => Kind::BigFunction,
            _ if starts("devirtualizing ") => Kind::Devirtualizing,
            _ if starts("partially devirtualizing ") => Kind::PartiallyDevirtualizing,
            _ if starts("cannot devirtualize ") => Kind::CannotDevirtualize,
            _ if starts("skip inlining within testing.B.loop") => Kind::BenchmarkLoop,
            _ if starts("leaking param content: ") => Kind::LeakingContent,
            _ if starts("leaking param: ") && has(" to result ") => Kind::LeakingToResult,
            _ if starts("leaking param: ") => Kind::LeakingParam,
            _ if starts("moved to heap: ") => Kind::MovedToHeap,
            _ if starts("assuming ") && ends(" is unsafe uintptr") => Kind::UnsafeUintptr,
            _ if starts("marking ") && has(" as escaping ") => Kind::EscapingUintptr,
            _ if starts("parameter ") && has(" leaks to ") && ends(":") => Kind::ParameterLeaks,
            _ if ends(" escapes to heap") => Kind::Escapes,
            _ if ends(" does not escape") => Kind::DoesNotEscape,
            _ if ends(" escapes to heap, not allowed in runtime") => Kind::NotAllowed,
            _ if ends(" will be kept alive") => Kind::KeptAlive,
            "expr is unknown to bloop pass" => Kind::KeptAlive,
            _ if has(" capturing by ref: ") || has(" capturing by value: ") => Kind::Capturing,
            _ if has(" ignoring self-assignment in ") => Kind::SelfAssignment,
            _ if ends(":") && (has(" escapes to heap in ") || ends(" escapes to heap:")) => {
                Kind::EscapesBecause
            }
            _ => return None,
        })
    }

    /// What tables call it.
    pub fn label(self) -> &'static str {
        match self {
            Kind::CanInline => "can inline",
            Kind::CannotInline => "cannot inline",
            Kind::BigFunction => "function considered 'big'",
            Kind::Inlining => "inlining call to",
            Kind::Devirtualizing => "devirtualizing",
            Kind::PartiallyDevirtualizing => "partially devirtualizing",
            Kind::CannotDevirtualize => "cannot devirtualize",
            Kind::ImpreciseCall => "imprecise interface call",
            Kind::KeptAlive => "will be kept alive",
            Kind::BenchmarkLoop => "skip inlining within testing.B.loop",
            Kind::LeakingParam => "leaking param",
            Kind::LeakingContent => "leaking param content",
            Kind::LeakingToResult => "leaking param to result",
            Kind::MovedToHeap => "moved to heap",
            Kind::Escapes => "escapes to heap",
            Kind::DoesNotEscape => "does not escape",
            Kind::AppendEscapes => "append escapes to heap",
            Kind::AppendDoesNotEscape => "append does not escape",
            Kind::ZeroCopy => "zero-copy conversion",
            Kind::SelfAssignment => "ignoring self-assignment",
            Kind::UnsafeUintptr => "assuming unsafe uintptr",
            Kind::EscapingUintptr => "marking as escaping uintptr",
            Kind::BoundsCheck => "index bounds check elided",
            Kind::NotAllowed => "not allowed in runtime",
            Kind::Capturing => "capturing by",
            Kind::EscapesBecause => "escapes to heap in",
            Kind::ParameterLeaks => "parameter leaks to",
            Kind::Flow => "flow",
            Kind::From => "from",
            Kind::Truncated => "truncated explanation",
        }
    }
}
