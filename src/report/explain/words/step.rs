//! The steps of a path in words.
//!
//! In: hops. Out: a sentence without a full stop for each.
//! Invariants: the first act of a hop is told with its subject, the others follow in order.

use super::super::{Act, Capturer, Container, Fate, Hop, Returner, Spread, Subject, Target, ValueKind};
use super::Words;
use crate::catalogue::say;

impl Words<'_> {
    /// One step of a path.
    pub fn hop(&self, hop: &Hop) -> String {
        let mut acts = hop.acts.iter();
        let Some(first) = acts.next() else { return String::new() };
        let mut text = self.first(&hop.subject, first);
        let mut before = first;
        for next in acts {
            let act = self.act(next);
            text = match before {
                Act::Passed { .. } | Act::Builtin(_) => {
                    say!(self.catalogue, "explain-then-result", before = text, act = act)
                }
                Act::Element(_) => say!(self.catalogue, "explain-then-whole", before = text, act = act),
                _ => say!(self.catalogue, "explain-then", before = text, act = act),
            };
            before = next;
        }
        text
    }

    /// A step after another one under the same label.
    pub fn next(&self, before: &str, step: &str) -> String {
        say!(self.catalogue, "explain-next", before = before, step = step)
    }

    /// What a hop begins with.
    fn first(&self, subject: &Subject, act: &Act) -> String {
        let words = self.catalogue;
        match act {
            Act::OutsideLoop(_) | Act::OutsideLiteral(_) | Act::OnHeap(_) => self.act(act),
            Act::Ranged(Some(to)) => {
                say!(words, "explain-step-ranged-to", whole = self.whole(subject), to = to)
            }
            Act::Ranged(None) => say!(words, "explain-step-ranged", whole = self.whole(subject)),
            Act::Builtin(Some(name)) if name == "append" => {
                say!(words, "explain-step-append", what = self.moved(subject))
            }
            Act::Spread(spread) => self.spread(spread, &self.whole(subject)),
            Act::Passed { callee: None, fate, .. } if *subject == Subject::Itself(ValueKind::LoopBody) => {
                self.fate(say!(words, "explain-step-loop-body"), fate, false)
            }
            Act::Returned(Returner::Literal) if *subject == Subject::Itself(ValueKind::Closure) => {
                say!(words, "explain-step-returned-by-outer")
            }
            Act::Passed { callee, receiver: true, fate } => {
                self.called_on(callee.as_deref(), &self.moved(subject), fate)
            }
            _ => say!(words, "explain-step", what = self.moved(subject), act = self.act(act)),
        }
    }

    /// What moves.
    fn moved(&self, subject: &Subject) -> String {
        let words = self.catalogue;
        match subject {
            Subject::Itself(kind) | Subject::Allocation(kind) => self.handle(*kind),
            Subject::ItsAddress => say!(words, "explain-its-address"),
            Subject::AddressOf(name) => say!(words, "explain-address-of", name = name),
            Subject::Named(text) => text.clone(),
            Subject::Pointee(name) => say!(words, "explain-pointee", name = name),
            Subject::Contents(ValueKind::Closure) => say!(words, "explain-captured-values"),
            Subject::Contents(ValueKind::New | ValueKind::PointerLiteral) => say!(words, "explain-reached"),
            Subject::Contents(kind) => say!(words, "explain-contents", what = self.handle(*kind)),
            Subject::Result(Some(func)) => say!(words, "explain-result-of", func = func),
            Subject::Result(None) => say!(words, "explain-the-result"),
            Subject::Unnamed => say!(words, "explain-it"),
        }
    }

    /// What has the elements that move.
    fn whole(&self, subject: &Subject) -> String {
        match subject {
            Subject::Named(text) | Subject::Pointee(text) => text.clone(),
            Subject::Unnamed => say!(self.catalogue, "explain-the-slice"),
            Subject::Contents(kind) => self.handle(*kind),
            other => self.moved(other),
        }
    }

    /// What happens, without what it happens to.
    fn act(&self, act: &Act) -> String {
        let words = self.catalogue;
        match act {
            Act::Stored(target) => self.stored(target),
            Act::Returned(Returner::Function) => say!(words, "explain-act-returned"),
            Act::Returned(Returner::Literal) => say!(words, "explain-act-returned-by-literal"),
            Act::Returned(Returner::Inlined(func)) => say!(words, "explain-act-returned-by", func = func),
            Act::Sent(Some(chan)) => say!(words, "explain-act-sent-on", channel = chan),
            Act::Sent(None) => say!(words, "explain-act-sent"),
            Act::Passed { callee, receiver: true, fate } => {
                self.called_on(callee.as_deref(), &say!(words, "explain-it"), fate)
            }
            Act::Passed { callee: Some(callee), receiver: false, fate } => {
                self.fate(say!(words, "explain-act-passed", callee = callee), fate, false)
            }
            Act::Passed { callee: None, receiver: false, fate } => {
                self.fate(say!(words, "explain-act-passed-here"), fate, false)
            }
            Act::Builtin(Some(name)) if name == "append" => say!(words, "explain-act-extended"),
            Act::Builtin(Some(name)) => say!(words, "explain-act-passed", callee = name),
            Act::Builtin(None) => say!(words, "explain-act-builtin"),
            Act::Captured { by, by_ref } => {
                let by = match by {
                    Capturer::Literal => "literal",
                    Capturer::RangeBody => "loop-body",
                    Capturer::Go => return say!(words, "explain-act-kept-for-go"),
                    Capturer::Defer => return say!(words, "explain-act-kept-for-defer"),
                };
                if *by_ref {
                    say!(words, "explain-act-captured-by-reference", by = by)
                } else {
                    say!(words, "explain-act-captured", by = by)
                }
            }
            Act::ToInterface => say!(words, "explain-act-to-interface"),
            Act::Element(container) => {
                let container = match container {
                    Container::Struct => "struct",
                    Container::Array => "array",
                    Container::Slice => "slice",
                    Container::Arguments => "arguments",
                    Container::MapKey => "map-key",
                    Container::MapValue => "map-value",
                };
                say!(words, "explain-act-element", container = container)
            }
            Act::Ranged(Some(name)) => say!(words, "explain-act-ranged-to", name = name),
            Act::Ranged(None) => say!(words, "explain-act-ranged"),
            Act::Appended(Some(slice)) => say!(words, "explain-act-appended-to", slice = slice),
            Act::Appended(None) => say!(words, "explain-act-appended"),
            Act::Spread(Spread::Appended) => say!(words, "explain-act-spread"),
            Act::Spread(Spread::Regrown) => say!(words, "explain-act-regrown"),
            Act::Spread(Spread::Copied) => say!(words, "explain-act-copied"),
            Act::MapKey(Some(map)) => say!(words, "explain-act-key-of", map = map),
            Act::MapKey(None) => say!(words, "explain-act-key"),
            Act::Bound(Some(name)) => say!(words, "explain-act-bound-to", name = name),
            Act::Bound(None) => say!(words, "explain-act-bound"),
            Act::CalledUnwatched => say!(words, "explain-act-called"),
            Act::BoundReceiver(Some(method)) => say!(words, "explain-act-bound-receiver-of", method = method),
            Act::BoundReceiver(None) => say!(words, "explain-act-bound-receiver"),
            Act::KeptReceiver(Some(method)) => say!(words, "explain-act-kept-receiver-of", method = method),
            Act::KeptReceiver(None) => say!(words, "explain-act-kept-receiver"),
            Act::KeptOutside => say!(words, "explain-act-kept-outside"),
            Act::Started => say!(words, "explain-act-started"),
            Act::DeferredManyTimes => say!(words, "explain-act-deferred"),
            Act::ReflectHeader => say!(words, "explain-act-reflect-header"),
            Act::PassedAsInteger => say!(words, "explain-act-as-integer"),
            Act::OutsideLoop(Some(name)) => say!(words, "explain-step-outside-loop", name = name),
            Act::OutsideLoop(None) => say!(words, "explain-step-call-outside-loop"),
            Act::OutsideLiteral(name) => say!(words, "explain-step-outside-literal", name = name),
            Act::OnHeap(Some(value)) => say!(words, "explain-step-on-heap", what = self.this(value)),
            Act::OnHeap(None) => say!(words, "explain-step-that-on-heap"),
        }
    }

    fn stored(&self, target: &Target) -> String {
        let words = self.catalogue;
        match target {
            Target::Variable(text) => say!(words, "explain-act-stored-variable", target = text),
            Target::Result(name) => say!(words, "explain-act-stored-result", target = name),
            Target::Global(text) => say!(words, "explain-act-stored-global", target = text),
            Target::Pointer(None, _) => say!(words, "explain-act-stored-a-pointer"),
            Target::Pointer(Some(pointer), None) => {
                say!(words, "explain-act-stored-pointer", pointer = pointer)
            }
            Target::Pointer(Some(pointer), Some(text)) => {
                say!(words, "explain-act-stored-through", pointer = pointer, target = text)
            }
            Target::Element(None) => say!(words, "explain-act-stored-an-element"),
            Target::Element(Some(text)) => say!(words, "explain-act-stored-element", slice = text),
            Target::Map(None) => say!(words, "explain-act-stored-a-map"),
            Target::Map(Some(text)) => say!(words, "explain-act-stored-map", map = text),
            Target::Static => say!(words, "explain-act-stored-static"),
            Target::Hidden => say!(words, "explain-act-stored-hidden"),
            Target::Heap => say!(words, "explain-act-stored-heap"),
        }
    }

    /// A method call, with what it is called on: its receiver.
    fn called_on(&self, callee: Option<&str>, receiver: &str, fate: &Fate) -> String {
        let call = match callee {
            Some(callee) => say!(self.catalogue, "explain-called-on", callee = callee, receiver = receiver),
            None => say!(self.catalogue, "explain-method-called-on", receiver = receiver),
        };
        self.fate(call, fate, true)
    }

    /// A call, and what it does with an argument or (true) its receiver.
    fn fate(&self, call: String, fate: &Fate, receiver: bool) -> String {
        let words = self.catalogue;
        let role = if receiver { "receiver" } else { "parameter" };
        match fate {
            Fate::Leaks(Some(param), 0) => {
                say!(words, "explain-fate-leaks-as", call = call, role = role, param = param)
            }
            Fate::Leaks(Some(param), _) => {
                say!(words, "explain-fate-leaks-content-as", call = call, role = role, param = param)
            }
            Fate::Leaks(None, 0) => say!(words, "explain-fate-leaks", call = call),
            Fate::Leaks(None, _) => say!(words, "explain-fate-leaks-content", call = call),
            Fate::Returns(0) => say!(words, "explain-fate-returns", call = call),
            Fate::Returns(_) => say!(words, "explain-fate-returns-content", call = call),
            Fate::Becomes(param) => {
                say!(words, "explain-fate-becomes", call = call, role = role, param = param)
            }
            Fate::UnknownMethod => say!(words, "explain-fate-interface", call = call),
            Fate::TypeParameterMethod => say!(words, "explain-fate-type-parameter", call = call),
            Fate::UnknownFunction => say!(words, "explain-fate-function-value", call = call),
            Fate::NoBody => say!(words, "explain-fate-no-body", call = call),
            Fate::Unknown => call,
        }
    }

    fn spread(&self, spread: &Spread, from: &str) -> String {
        let words = self.catalogue;
        match spread {
            Spread::Appended => say!(words, "explain-step-spread", from = from),
            Spread::Regrown => say!(words, "explain-step-regrown", from = from),
            Spread::Copied => say!(words, "explain-step-copied", from = from),
        }
    }
}
