//! Rules, help and remarks in words: the notes below a report.

use super::super::{Help, Remark, Rule, ValueKind};
use super::{Words, is_variable};
use crate::catalogue::{msg, say};
use crate::release::Release;

impl Words<'_> {
    /// The rule as a note, with its code.
    pub fn rule_note(&self, rule: Rule, kind: ValueKind) -> String {
        let text = self.rule(rule, kind);
        say!(self.catalogue, "explain-note-rule", code = rule.code(), rule = text)
    }

    /// The rule behind a report, in one sentence.
    pub fn rule(&self, rule: Rule, kind: ValueKind) -> String {
        let id = match rule {
            Rule::Returned if !is_variable(kind) => msg!("explain-rule-returned-value"),
            Rule::Returned => msg!("explain-rule-returned"),
            Rule::Global => msg!("explain-rule-global"),
            Rule::ThroughPointer => msg!("explain-rule-through-pointer"),
            Rule::SliceElement => msg!("explain-rule-slice-element"),
            Rule::Map => msg!("explain-rule-map"),
            Rule::Channel => msg!("explain-rule-channel"),
            Rule::Appended => msg!("explain-rule-appended"),
            Rule::CopiedElements => msg!("explain-rule-copied-elements"),
            Rule::InterfaceMethod => msg!("explain-rule-interface-method"),
            Rule::FunctionValue => msg!("explain-rule-function-value"),
            Rule::LeakingParameter => msg!("explain-rule-leaking-parameter"),
            Rule::NoBody => msg!("explain-rule-no-body"),
            Rule::UnknownFunction => msg!("explain-rule-unknown-function"),
            Rule::Panic => msg!("explain-rule-panic"),
            Rule::Go => msg!("explain-rule-go"),
            Rule::DeferInLoop => msg!("explain-rule-defer-in-loop"),
            Rule::EscapingLiteral => msg!("explain-rule-escaping-literal"),
            Rule::Loop => msg!("explain-rule-loop"),
            Rule::OuterVariable => msg!("explain-rule-outer-variable"),
            Rule::HeapPointsTo => msg!("explain-rule-heap-points-to"),
            Rule::LargeVariable => return self.large_variable(),
            Rule::LargeAllocation => {
                let limit = self.catalogue.bytes(self.rules.max_implicit_var);
                return say!(self.catalogue, "explain-rule-large-allocation", limit = limit);
            }
            Rule::UnknownSize => msg!("explain-rule-unknown-size"),
            Rule::ZeroSized => msg!("explain-rule-zero-sized"),
            Rule::Alignment => msg!("explain-rule-alignment"),
            Rule::EscapingUintptr => msg!("explain-rule-escaping-uintptr"),
            Rule::ReflectHeader => msg!("explain-rule-reflect-header"),
            Rule::MethodValue => msg!("explain-rule-method-value"),
            Rule::Other => msg!("explain-rule-other"),
        };
        self.catalogue.plain(id)
    }

    /// The limit of variables' sizes, and that of other releases if it was or became another one.
    fn large_variable(&self) -> String {
        let limit = self.rules.max_explicit_var;
        let text = self.catalogue.bytes(limit);
        let limits = || Release::all().map(|release| (release, release.rules().max_explicit_var));
        let other = limits().map(|(_, other)| other).find(|&other| other != limit);
        // The release that brought the later of the two limits.
        let last = limits().last().map(|(_, last)| last);
        let since = limits().find(|&(_, limit)| Some(limit) == last).map(|(release, _)| release);
        match (other, since) {
            (Some(other), Some(since)) => {
                let when = if last == Some(limit) { "before" } else { "since" };
                let (other, release) = (self.catalogue.bytes(other), since.to_string());
                say!(
                    self.catalogue,
                    "explain-rule-large-variable-changed",
                    limit = text,
                    other = other,
                    when = when,
                    release = release
                )
            }
            _ => say!(self.catalogue, "explain-rule-large-variable", limit = text),
        }
    }

    /// The help as a note.
    pub fn help_note(&self, help: &Help) -> String {
        say!(self.catalogue, "explain-note-help", help = self.help(help))
    }

    /// What would keep the value on the stack.
    pub fn help(&self, help: &Help) -> String {
        let words = self.catalogue;
        match help {
            Help::ReturnValue(name) => say!(words, "explain-help-return-value", name = name),
            Help::ConstantSize(most) => say!(words, "explain-help-constant-size", count = *most),
            Help::FewerElements(most) => say!(words, "explain-help-fewer-elements", count = *most),
            Help::Smaller(most) => say!(words, "explain-help-smaller", limit = words.bytes(*most)),
            Help::BeforeLoop(Some(name)) => say!(words, "explain-help-before-loop", name = name),
            Help::BeforeLoop(None) => say!(words, "explain-help-before-loop-value"),
            Help::DeferOutsideLoop => say!(words, "explain-help-defer"),
        }
    }

    /// What a reader should know besides.
    pub fn remark(&self, remark: Remark) -> String {
        self.catalogue.plain(match remark {
            Remark::FreeConstant => msg!("explain-remark-free-constant"),
            Remark::FreeByte => msg!("explain-remark-free-byte"),
            Remark::FreeEmpty => msg!("explain-remark-free-empty"),
            Remark::PartsTogether => msg!("explain-remark-parts-together"),
        })
    }
}
