//! Reports in English.
//!
//! In: reports as data. Out: phrases without line breaks. Nothing else in `explain` words
//! anything, so that another language is another file like this one.
//! Invariants: no word of the solver's: no "hole", "deref", "spill", "{heap}".

use super::{
    Act, Capturer, Container, Contract, Fate, Help, Hop, Leak, Remark, Rule, Spread, Stay, StayReason,
    Subject, Target, Value, ValueKind,
};
use crate::catalogue::{Catalogue, say};
use crate::release::{Release, Rules};

/// The heading of a report: what goes to the heap, of a function of another package if that is
/// inlined.
pub fn heading(value: &Value, outside: Option<&str>) -> String {
    let of = outside.map_or(String::new(), |callee| format!(" of {callee}"));
    format!("{}{of} {}", subject(value), verdict(value.kind))
}

/// A heading about what was inlined.
pub fn in_copy(heading: &str, callee: &str, into: &str) -> String {
    format!("{heading} where {callee} is inlined into {into}")
}

/// The label of a value in what was inlined.
pub fn inlined_primary(callee: &str, value: &Value) -> String {
    format!("{callee} is inlined here; {}", primary(value))
}

/// The functions and lines where a value stays because what holds it is inlined.
pub fn stays_at(places: &[(String, Vec<String>)]) -> Option<String> {
    const MAX: usize = 5;
    let mut texts: Vec<String> = Vec::new();
    for (into, lines) in places.iter().take(MAX) {
        let more = lines.len().saturating_sub(MAX);
        let mut lines: Vec<String> = lines.iter().take(MAX).cloned().collect();
        if more > 0 {
            lines.push(format!("{more} more lines"));
        }
        texts.push(format!("into {into} at {}", list(&lines)));
    }
    if places.len() > MAX {
        texts.push(format!("into {} more functions", places.len() - MAX));
    }
    (!texts.is_empty()).then(|| format!("here it stays: inlined {}", list(&texts)))
}

/// The label of the declaration or expression.
pub fn primary(value: &Value) -> String {
    match value.kind {
        ValueKind::Variable | ValueKind::Parameter | ValueKind::LoopState => heading(value, None),
        ValueKind::Hidden => "this value is moved to the heap".to_owned(),
        ValueKind::Boxed { constant: true } => "the interface's value of this constant escapes".to_owned(),
        ValueKind::Boxed { .. } => match &value.text {
            Some(text) => format!("{text} is copied into an interface; the copy escapes"),
            None => "this value is copied into an interface; the copy escapes".to_owned(),
        },
        ValueKind::Append => "append makes a larger array, which escapes".to_owned(),
        kind => format!("this {} escapes", noun(kind)),
    }
}

/// A value, in the middle of a sentence.
pub fn subject(value: &Value) -> String {
    match (value.kind, &value.text) {
        (ValueKind::Variable | ValueKind::Parameter, Some(name)) => name.clone(),
        (ValueKind::Variable, None) => "a result without a name".to_owned(),
        (ValueKind::Parameter, None) => "a parameter without a name".to_owned(),
        (ValueKind::LoopState, _) => "the state of the range loop".to_owned(),
        (ValueKind::Hidden, Some(text)) => format!("the value of {text}"),
        (ValueKind::Hidden, None) => "an intermediate value".to_owned(),
        (ValueKind::Boxed { constant: true }, Some(text)) => format!("the constant {text} in an interface"),
        (ValueKind::Boxed { constant: true }, None) => "a constant in an interface".to_owned(),
        (ValueKind::Boxed { .. }, Some(text)) => format!("the interface's copy of {text}"),
        (ValueKind::Boxed { .. }, None) => "an interface's copy of a value".to_owned(),
        (ValueKind::Closure | ValueKind::VariadicArguments, _) => format!("the {}", noun(value.kind)),
        (ValueKind::Append, Some(text)) => format!("the new array of {text}"),
        (ValueKind::Append, None) => "the new array of append".to_owned(),
        (_, Some(text)) => text.clone(),
        (kind, None) => format!("the {}", noun(kind)),
    }
}

/// A value whose text a label underlines.
fn this(value: &Value) -> String {
    match value.kind {
        ValueKind::Variable | ValueKind::Parameter => subject(value),
        ValueKind::Boxed { .. } => "the interface's copy".to_owned(),
        ValueKind::Append => "the new array".to_owned(),
        kind => format!("this {}", noun(kind)),
    }
}

fn is_variable(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Variable | ValueKind::Parameter | ValueKind::Hidden | ValueKind::LoopState)
}

fn verdict(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Variable | ValueKind::Parameter | ValueKind::Hidden | ValueKind::LoopState => {
            "is moved to the heap"
        }
        _ => "escapes to the heap",
    }
}

/// What an allocation is called.
fn noun(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Variable | ValueKind::Parameter | ValueKind::LoopState => "variable",
        ValueKind::Hidden | ValueKind::Other => "value",
        ValueKind::New => "new",
        ValueKind::PointerLiteral => "literal",
        ValueKind::SliceLiteral => "slice literal",
        ValueKind::VariadicArguments => "slice of variadic arguments",
        ValueKind::MapLiteral => "map literal",
        ValueKind::MakeSlice | ValueKind::MakeMap => "make",
        ValueKind::Closure => "function literal",
        ValueKind::LoopBody => "loop body",
        ValueKind::MethodValue => "method value",
        ValueKind::Boxed { .. } => "interface's copy",
        ValueKind::Concat => "concatenation",
        ValueKind::ToString | ValueKind::FromString => "conversion",
        ValueKind::Append => "append's array",
    }
}

/// What points to an allocation.
fn handle(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::New | ValueKind::PointerLiteral => "the pointer",
        ValueKind::SliceLiteral | ValueKind::MakeSlice | ValueKind::FromString => "the slice",
        ValueKind::VariadicArguments => "the slice of variadic arguments",
        ValueKind::MapLiteral | ValueKind::MakeMap => "the map",
        ValueKind::Closure => "the function literal",
        ValueKind::LoopBody => "the loop body",
        ValueKind::MethodValue => "the method value",
        ValueKind::Boxed { .. } => "the interface value",
        ValueKind::Concat | ValueKind::ToString => "the string",
        ValueKind::Append => "the grown slice",
        ValueKind::Variable | ValueKind::Parameter | ValueKind::LoopState => "its address",
        ValueKind::Hidden | ValueKind::Other => "it",
    }
}

/// One step of a path.
pub fn hop(hop: &Hop) -> String {
    let mut acts = hop.acts.iter();
    let Some(first) = acts.next() else { return String::new() };
    let mut text = match first {
        Act::OutsideLoop(_) | Act::OutsideLiteral(_) | Act::OnHeap(_) => act(first),
        Act::Ranged(to) => {
            let to = to.as_deref().unwrap_or("a variable");
            format!("range hands the elements of {} to {to}, one after the other", whole(&hop.subject))
        }
        Act::Builtin(name) if name == "append" => format!("append extends {}", moved(&hop.subject)),
        Act::Spread(spread) => spread_act(spread, &hop.subject),
        Act::Passed { callee: None, fate, .. } if hop.subject == Subject::Itself(ValueKind::LoopBody) => {
            format!("range passes the loop body to what it ranges over{}", done(fate, "parameter"))
        }
        Act::Returned(true) if hop.subject == Subject::Itself(ValueKind::Closure) => {
            "it is returned by the function literal around it".to_owned()
        }
        Act::Passed { callee, receiver: true, fate } => {
            called_on(callee.as_deref(), &moved(&hop.subject), fate)
        }
        _ => format!("{} {}", moved(&hop.subject), act(first)),
    };
    let mut before = first;
    for next in acts {
        let joined = match (before, next) {
            (Act::Passed { .. } | Act::Builtin(_), Act::Passed { .. }) => ", and the result ",
            (Act::Passed { .. } | Act::Builtin(_), _) => ", and the result ",
            (Act::Element(_), _) => ", which ",
            _ => ", and ",
        };
        text.push_str(joined);
        match next {
            Act::Ranged(_) | Act::Spread(_) => text.push_str(&act(next)),
            _ => text.push_str(&act(next)),
        }
        before = next;
    }
    text
}

fn moved(subject: &Subject) -> String {
    match subject {
        Subject::Itself(kind) | Subject::Allocation(kind) => handle(*kind).to_owned(),
        Subject::ItsAddress => "its address".to_owned(),
        Subject::AddressOf(name) => format!("the address of {name}"),
        Subject::Named(text) => text.clone(),
        Subject::Pointee(name) => format!("what {name} points to"),
        Subject::Contents(ValueKind::Closure) => "what the function literal captured".to_owned(),
        Subject::Contents(ValueKind::Boxed { .. }) => "what the interface value holds".to_owned(),
        Subject::Contents(ValueKind::New | ValueKind::PointerLiteral) => {
            "what the pointer leads to".to_owned()
        }
        Subject::Contents(kind) => format!("what {} holds", handle(*kind)),
        Subject::Result(Some(func)) => format!("the result of {func}"),
        Subject::Result(None) => "the result".to_owned(),
        Subject::Unnamed => "it".to_owned(),
    }
}

fn act(act: &Act) -> String {
    match act {
        Act::Stored(target) => format!("is stored {}", stored(target)),
        Act::Returned(false) => "is returned to the caller".to_owned(),
        Act::Returned(true) => "is returned by the function literal".to_owned(),
        Act::Sent(Some(chan)) => format!("is sent on the channel {chan}"),
        Act::Sent(None) => "is sent on a channel".to_owned(),
        Act::Passed { callee, receiver: true, fate } => called_on(callee.as_deref(), "it", fate),
        Act::Passed { callee, receiver: false, fate } => passed(callee.as_deref(), fate),
        Act::Builtin(name) if name == "append" => "is the slice that append extends".to_owned(),
        Act::Builtin(name) => format!("is passed to {name}"),
        Act::Captured { by, by_ref } => captured(*by, *by_ref),
        Act::ToInterface => "becomes an interface value".to_owned(),
        Act::Element(container) => element(*container).to_owned(),
        Act::Ranged(Some(name)) => format!("is handed by range to {name}"),
        Act::Ranged(None) => "is handed out by range".to_owned(),
        Act::Appended(Some(slice)) => format!("is appended to {slice}"),
        Act::Appended(None) => "is appended to a slice".to_owned(),
        Act::Spread(Spread::Appended) => "is appended element by element".to_owned(),
        Act::Spread(Spread::Regrown) => "is copied by append to a larger array".to_owned(),
        Act::Spread(Spread::Copied) => "is copied element by element".to_owned(),
        Act::MapKey(Some(map)) => format!("becomes a key of the map {map}"),
        Act::MapKey(None) => "becomes a key of a map".to_owned(),
        Act::Bound(Some(name)) => format!("is bound to {name} in this case"),
        Act::Bound(None) => "is bound in this case".to_owned(),
        Act::CalledUnwatched => "is called, and its results may go anywhere".to_owned(),
        Act::BoundReceiver(Some(method)) => {
            format!("is bound as the receiver of the method value {method}, which lets it escape")
        }
        Act::KeptReceiver(Some(method)) => format!("is kept as the receiver of the method value {method}"),
        Act::KeptReceiver(None) => "is kept as the receiver of a method value".to_owned(),
        Act::BoundReceiver(None) => {
            "is bound as the receiver of a method value, which lets it escape".to_owned()
        }
        Act::Started => "is started as a goroutine".to_owned(),
        Act::DeferredManyTimes => "is deferred in a loop, any number of times".to_owned(),
        Act::ReflectHeader => "is stored in the data field of a reflect header".to_owned(),
        Act::PassedAsInteger => "is passed as an integer to a function marked //go:uintptrescapes".to_owned(),
        Act::OutsideLoop(name) => format!("{name} is declared outside the loop"),
        Act::OutsideLiteral(name) => format!("{name} belongs to the function around the literal"),
        Act::OnHeap(Some(value)) => format!("{} is itself on the heap", this(value)),
        Act::OnHeap(None) => "and that is itself on the heap".to_owned(),
    }
}

fn stored(target: &Target) -> String {
    match target {
        Target::Variable(text) => format!("in {text}"),
        Target::Result(name) => format!("in the result {name}, which the caller gets"),
        Target::Global(text) => format!("in the package-level variable {text}"),
        Target::Pointer(pointer, None) => format!("where {pointer} points"),
        Target::Pointer(pointer, Some(text)) => format!("in {text}, through the pointer {pointer}"),
        Target::Element(text) => format!("in an element of the slice {text}"),
        Target::Map(text) => format!("in the map {text}"),
        Target::Static => "in the data of package-level variables".to_owned(),
        Target::Hidden => "for later".to_owned(),
        Target::Heap => "on the heap".to_owned(),
    }
}

fn passed(callee: Option<&str>, fate: &Fate) -> String {
    format!("is passed to {}{}", callee.unwrap_or("this function"), done(fate, "parameter"))
}

/// A method call, with what it is called on: its receiver.
fn called_on(callee: Option<&str>, receiver: &str, fate: &Fate) -> String {
    format!("{} is called on {receiver}{}", callee.unwrap_or("a method"), done(fate, "receiver"))
}

/// What a call does with an argument.
fn done(fate: &Fate, what: &str) -> String {
    match fate {
        Fate::Leaks(Some(param), 0) => format!(", which lets it escape ({what} {param} leaks)"),
        Fate::Leaks(Some(param), _) => format!(", which lets what {what} {param} points to escape"),
        Fate::Leaks(None, 0) => ", which lets it escape".to_owned(),
        Fate::Leaks(None, _) => ", which lets what it points to escape".to_owned(),
        Fate::Returns(0) => ", which returns it".to_owned(),
        Fate::Returns(_) => ", which returns what it points to".to_owned(),
        Fate::Becomes(param) => format!(", where it is the {what} {param}"),
        Fate::UnknownMethod => ", a method of an interface: any code may be behind it".to_owned(),
        Fate::UnknownFunction => ", a function value: any code may be behind it".to_owned(),
        Fate::NoBody => ", which has no body in Go: it may do anything".to_owned(),
        Fate::Unknown => String::new(),
    }
}

fn captured(by: Capturer, by_ref: bool) -> String {
    let by = match by {
        Capturer::Literal => "by the function literal",
        Capturer::Go => return "is kept for the call that the go statement starts".to_owned(),
        Capturer::Defer => return "is kept for the deferred call".to_owned(),
        Capturer::RangeBody => "by the loop body",
    };
    format!("is captured {}{by}", if by_ref { "by reference " } else { "" })
}

fn element(container: Container) -> &'static str {
    match container {
        Container::Struct => "is put in this struct",
        Container::Array => "is put in this array",
        Container::Slice => "is an element of this slice literal",
        Container::Arguments => "is one of the variadic arguments",
        Container::MapKey => "is a key of this map literal",
        Container::MapValue => "is a value of this map literal",
    }
}

/// What has the elements that move.
fn whole(subject: &Subject) -> String {
    match subject {
        Subject::Named(text) | Subject::Pointee(text) => text.clone(),
        Subject::Unnamed => "the slice".to_owned(),
        Subject::Contents(kind) => handle(*kind).to_owned(),
        other => moved(other),
    }
}

fn spread_act(spread: &Spread, subject: &Subject) -> String {
    let from = whole(subject);
    match spread {
        Spread::Appended => format!("the elements of {from} are appended to another slice"),
        Spread::Regrown => format!("append copies the elements of {from} to a larger array"),
        Spread::Copied => format!("the elements of {from} are copied to another slice"),
    }
}

/// The rule behind a report, in one sentence.
pub fn rule(rule: Rule, kind: ValueKind, rules: &Rules) -> String {
    let text = match rule {
        Rule::Returned if !is_variable(kind) => {
            "what the caller can still reach through a result must outlive the function, so it lives on the heap"
        }
        Rule::Returned => {
            "a value whose address is returned must outlive the function, so it lives on the heap"
        }
        Rule::Global => {
            "package-level variables live as long as the program, so what they point to lives on the heap"
        }
        Rule::ThroughPointer => {
            "what is stored through a pointer goes to the heap, because the pointer may point anywhere"
        }
        Rule::SliceElement => {
            "what is stored in an element of a slice goes to the heap, because the slice's array may be anywhere"
        }
        Rule::Map => "the keys and values of every map live on the heap, even when the map itself does not",
        Rule::Channel => "what is sent on a channel goes to the heap, because any goroutine may receive it",
        Rule::Appended => "what is appended goes to the heap, because the slice's array may be anywhere",
        Rule::CopiedElements => {
            "what copied elements point to goes to the heap, because the array they are copied to may be anywhere"
        }
        Rule::InterfaceMethod => {
            "a call of an interface's method may run any method, so everything passed to it must be on the heap"
        }
        Rule::FunctionValue => {
            "a call of a function value may run any function, so everything passed to it must be on the heap"
        }
        Rule::LeakingParameter => {
            "an argument that the function keeps after it returns must outlive the call, so it lives on the heap"
        }
        Rule::NoBody => "a function without a Go body may keep its arguments, so they must be on the heap",
        Rule::UnknownFunction => "nothing is known about the function, so it may keep its arguments",
        Rule::Panic => "what panic is given goes to the heap, because it outlives the functions that it ends",
        Rule::Go => {
            "a goroutine may run longer than the function that starts it, so what it uses lives on the heap"
        }
        Rule::DeferInLoop => {
            "a defer in a loop may run any number of times, so what each deferred call uses lives on the heap"
        }
        Rule::EscapingLiteral => {
            "what a function literal captures lives as long as it does, and this one is on the heap"
        }
        Rule::Loop => {
            "a value made anew in each round of a loop, but kept in a variable from outside, lives on the heap"
        }
        Rule::OuterVariable => {
            "a value made in a function literal, but kept in a variable from outside, outlives the literal's call"
        }
        Rule::HeapPointsTo => "what is on the heap may only point to what is on the heap, too",
        Rule::LargeVariable => {
            let limit = rules.max_explicit_var;
            return format!(
                "a variable larger than {}{} is on the heap, whatever is done with it",
                bytes(limit),
                other_limit(limit)
            );
        }
        Rule::LargeAllocation => {
            return format!(
                "new, &T{{}} and make of more than {} are on the heap, whatever is done with the value",
                bytes(rules.max_implicit_var)
            );
        }
        Rule::UnknownSize => {
            "until Go 1.24, a make whose size is not a constant is on the heap: nobody knows how much stack it would need"
        }
        Rule::ZeroSized => "a make of elements without size is never placed on the stack",
        Rule::Alignment => "a type that needs a larger alignment than the stack has is on the heap",
        Rule::EscapingUintptr => "what is passed to a function marked //go:uintptrescapes lives on the heap",
        Rule::ReflectHeader => "what a reflect header's data field points to lives on the heap",
        Rule::MethodValue => {
            "nobody knows who calls a method value, so a receiver that the method lets go lives on the heap"
        }
        Rule::Other => "a value that is still reachable after its function returns lives on the heap",
    };
    text.to_owned()
}

/// The limit of variables' sizes in other releases, if it was or became another one.
fn other_limit(limit: i64) -> String {
    let limits = || Release::all().map(|release| (release, release.rules().max_explicit_var));
    let Some((_, other)) = limits().find(|&(_, other)| other != limit) else { return String::new() };
    // The release that brought the later of the two limits.
    let Some(last) = limits().last().map(|(_, last)| last) else { return String::new() };
    let Some((since, _)) = limits().find(|&(_, l)| l == last) else { return String::new() };
    let when = if limit == last { "before" } else { "since" };
    format!(" ({} {when} Go {since})", bytes(other))
}

/// The rule as a note.
pub fn rule_note(rule_: Rule, kind: ValueKind, rules: &Rules) -> String {
    format!("rule: {}", rule(rule_, kind, rules))
}

/// The help as a note.
pub fn help_note(help_: &Help) -> String {
    format!("help: {}", help(help_))
}

/// What would keep the value on the stack.
pub fn help(help: &Help) -> String {
    match help {
        Help::ReturnValue(name) => {
            format!("returning {name} itself instead of its address would keep it on the stack")
        }
        Help::ConstantSize(most) => {
            format!("with a constant size of at most {} it would stay on the stack", count(*most, "element"))
        }
        Help::FewerElements(most) => {
            format!("with at most {} it would stay on the stack", count(*most, "element"))
        }
        Help::Smaller(most) => format!("with at most {} it would stay on the stack", bytes(*most)),
        Help::BeforeLoop(Some(name)) => {
            format!(
                "if one {name} for all rounds is enough: declared before the loop, it would stay on the stack"
            )
        }
        Help::BeforeLoop(None) => {
            "if one for all rounds is enough: made before the loop, it would stay on the stack".to_owned()
        }
        Help::DeferOutsideLoop => "a defer that is not in a loop would keep it on the stack".to_owned(),
    }
}

/// What a reader should know besides.
pub fn remark(remark: Remark) -> &'static str {
    match remark {
        Remark::FreeConstant => {
            "no memory is allocated for it: an interface with a constant points into the program's read-only data"
        }
        Remark::FreeByte => {
            "no memory is allocated for it: an interface with a single byte points to one of 256 values that are always there"
        }
        Remark::FreeEmpty => "no memory is allocated for it: a value without size needs none",
        Remark::PartsTogether => {
            "the analysis does not tell the fields of a struct, or the elements of an array, apart: what goes into \
             one may come out of another"
        }
    }
}

/// Why a value stays, as a line of its own.
pub fn stay(stay: &Stay) -> String {
    let mut value = subject(&stay.value);
    if let Some(callee) = &stay.outside {
        value = format!("{value} of {callee}, inlined here,");
    }
    let its = match stay.value.kind {
        ValueKind::Variable | ValueKind::Parameter | ValueKind::Hidden | ValueKind::LoopState => {
            "its address"
        }
        kind => handle(kind),
    };
    match &stay.why {
        StayReason::NeverKept => format!("{value} stays: nothing keeps {its}"),
        StayReason::OnlyTo(names, literals) => {
            let mut names = names.clone();
            if *literals {
                names.push("function literals".to_owned());
            }
            let last = if names.len() == 1 { "does not outlive it" } else { "do not outlive it" };
            format!("{value} stays: {its} goes only to {}, which {last}", list(&names))
        }
        StayReason::PassedTo(callee) => {
            format!("{value} stays: it is passed to {callee}, which does not keep it")
        }
        StayReason::CalledOn(callee) => {
            format!("{value} stays: {callee} is called on it and does not keep it")
        }
        StayReason::Captured => {
            format!("{value} stays: only function literals use it that do not outlive it")
        }
        StayReason::CalledHere => format!("{value} stays: it is called here, and nothing keeps it"),
    }
}

/// What a function does with a parameter, as a line of its own.
pub fn contract(contract: &Contract) -> String {
    let Contract { func, is_literal, param, leaks, .. } = contract;
    let func = match (is_literal, func.as_str()) {
        (false, func) => func.to_owned(),
        (true, "") => "a function literal at package level".to_owned(),
        (true, outer) => format!("a function literal in {outer}"),
    };
    if leaks.is_empty() {
        return format!("{func} does not keep {param}");
    }
    let each: Vec<String> = leaks.iter().map(|leak| leaked(param, leak)).collect();
    format!("{func} {}", list(&each))
}

fn leaked(param: &str, leak: &Leak) -> String {
    let what = match leak.loads {
        0 => param.to_owned(),
        1 => format!("what {param} points to"),
        loads => format!("what {param} leads to through {loads} pointers"),
    };
    match &leak.result {
        None => format!("lets {what} escape"),
        Some(result) if result.is_empty() => format!("returns {what}"),
        Some(result) => format!("returns {what} as the result {result}"),
    }
}

/// The line at the end: how many values are on the heap, stay, and how many parameters leak.
pub fn summary(catalogue: &Catalogue, (heap, stay, leaking): (usize, usize, usize)) -> String {
    say!(catalogue, "explain-summary", heap = heap, stay = stay, leaking = leaking)
}

/// The heading of what stays.
pub const STAYS: &str = "What stays on the stack:";
/// The heading of the contracts.
pub const CONTRACTS: &str =
    "What functions do with their parameters (one that escapes or is returned leaks):";

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

fn count(n: i64, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn bytes(n: i64) -> String {
    const KIB: i64 = 1 << 10;
    const MIB: i64 = 1 << 20;
    match n {
        _ if n >= MIB && n % MIB == 0 => format!("{} MiB", n / MIB),
        _ if n >= KIB && n % KIB == 0 => format!("{} KiB", n / KIB),
        _ => count(n, "byte"),
    }
}
