//! What is known about generic functions and types.
//!
//! In: what lowering found out about a declaration, and summaries of sample instances, one for
//! each [`Class`] of type arguments. Out: bytes, and back: dictionaries, what bodies mention, and
//! the summary of any instance.

use super::bytes::{Broken, Input, Output, Read};
use super::class::Class;
use super::format::OWN_PACKAGE;
use super::read::Reader;
use super::write::{PackageWriter, Written};
use crate::flow::FuncSummary;
use crate::ir::lower::generic::{Dictionary, Mention};
use crate::source::Symbol;
use crate::types::{ObjId, ObjectKind, PackageId, Type, TypeId, TypeStore};

/// What is known about one generic function, method or type.
#[derive(Clone, Debug, Default)]
pub struct GenericFacts {
    /// What stands for type parameters in types, and for which one.
    pub placeholders: Vec<(TypeId, TypeId)>,
    /// What its dictionaries hold; methods share those of their type.
    pub dictionary: Option<Dictionary>,
    /// What its body mentions.
    pub mentions: Vec<Mention>,
    /// The summaries of its instances in packages that are compiled without inlining, and in others.
    pub verdicts: [Verdicts; 2],
}

/// The summaries of a function's instances.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// Type parameters, by position, and the classes that were tried for each.
    pub dims: Vec<(usize, Vec<Class>)>,
    /// The summary for each combination; the last parameter's class changes fastest.
    pub values: Vec<Option<FuncSummary>>,
}

/// How bodies refer to an object.
pub(super) enum ObjectRef {
    /// As something declared.
    Declared(Vec<u8>),
    /// As a method of an instance, by what it is declared as.
    OfInstance(TypeId, Vec<u8>),
    /// As what a type has under a name.
    ByName(Option<PackageId>, Symbol),
}

/// The kinds of mentions.
mod kind {
    pub const TYPE: u64 = 0;
    pub const OBJECT: u64 = 1;
    pub const FUNC: u64 = 2;
    pub const INSTANCE: u64 = 3;
}

/// How objects are referred to.
mod reference {
    pub const OBJECT: u64 = 0;
    pub const METHOD: u64 = 1;
}

impl PackageWriter<'_> {
    /// The number, plus one, of what is known about a generic object; 0 for others.
    pub fn generic(&mut self, obj: ObjId) -> Written<u32> {
        let Some(facts) = (self.cx.generic)(obj) else { return Ok(0) };
        for &(placeholder, param) in &facts.placeholders {
            self.same_type(placeholder, param)?;
        }
        let mut out = Output::default();
        match &facts.dictionary {
            None => out.uint(0),
            Some(dictionary) => {
                out.uint(1);
                self.dictionary(&mut out, dictionary);
            }
        }
        let mut known = Vec::new();
        for mention in &facts.mentions {
            // What cannot be named elsewhere has no say there.
            known.extend(self.mention(mention));
        }
        out.len(known.len());
        known.iter().for_each(|bytes| out.0.extend_from_slice(bytes));
        for verdicts in &facts.verdicts {
            self.verdicts(&mut out, verdicts);
        }
        self.generics.push(out.0);
        Ok(self.generics.len() as u32)
    }

    fn dictionary(&mut self, out: &mut Output, dictionary: &Dictionary) {
        out.len(dictionary.methods.len());
        for &(param, name) in &dictionary.methods {
            out.len(param);
            self.symbol(out, name);
        }
        let mut unknown = dictionary.unknown;
        let mut list = |items: Vec<Written<Vec<u8>>>| {
            let known: Vec<&Vec<u8>> = items.iter().flatten().collect();
            unknown += items.len() - known.len();
            out.len(known.len());
            known.iter().for_each(|bytes| out.0.extend_from_slice(bytes));
        };
        list(dictionary.subdicts.iter().map(|(obj, args)| self.instance(*obj, args)).collect());
        list(dictionary.rtypes.iter().map(|&ty| self.types(&[ty])).collect());
        list(dictionary.itabs.iter().map(|&(src, dst)| self.types(&[src, dst])).collect());
        out.len(unknown);
    }

    /// A generic object with type arguments.
    fn instance(&mut self, obj: ObjId, args: &[TypeId]) -> Written<Vec<u8>> {
        let mut out = Output(self.reference(obj)?);
        out.len(args.len());
        out.0.extend(self.types(args)?);
        Ok(out.0)
    }

    fn types(&mut self, types: &[TypeId]) -> Written<Vec<u8>> {
        let mut out = Output::default();
        for &ty in types {
            out.uint(self.type_number(ty)?.into());
        }
        Ok(out.0)
    }

    fn mention(&mut self, mention: &Mention) -> Written<Vec<u8>> {
        let (tag, bytes) = match mention {
            Mention::Type(ty) => (kind::TYPE, self.types(&[*ty])?),
            Mention::Object(obj) => (kind::OBJECT, self.reference(*obj)?),
            Mention::Func(obj, args) => (kind::FUNC, self.instance(*obj, args)?),
            Mention::Instance(ty) => (kind::INSTANCE, self.types(&[*ty])?),
        };
        let mut out = Output::default();
        out.uint(tag);
        out.0.extend(bytes);
        Ok(out.0)
    }

    /// How an object is referred to in bodies.
    pub fn object_ref(&mut self, obj: ObjId) -> Written<ObjectRef> {
        let types = self.cx.types;
        if let Some((instance, declared)) = types.method_origin(obj) {
            return Ok(ObjectRef::OfInstance(instance, self.reference(declared)?));
        }
        let object = types.object(obj);
        match (self.reference(obj), &object.kind) {
            (Ok(bytes), _) => Ok(ObjectRef::Declared(bytes)),
            (Err(_), ObjectKind::Func) => Ok(ObjectRef::ByName(object.package, object.name)),
            // What the compiler makes.
            (Err(_), ObjectKind::Var(_)) => {
                let mut out = Output::default();
                out.uint(reference::OBJECT);
                out.uint(OWN_PACKAGE);
                out.uint(self.object_number(obj).into());
                Ok(ObjectRef::Declared(out.0))
            }
            (Err(problem), _) => Err(problem),
        }
    }

    /// An object of this or another package.
    fn reference(&mut self, obj: ObjId) -> Written<Vec<u8>> {
        let types = self.cx.types;
        let object = types.object(obj);
        let mut out = Output::default();
        let recv = match (&object.kind, types.get(types.type_of(obj))) {
            (ObjectKind::Func, Type::Signature(signature)) => signature.recv,
            _ => None,
        };
        let Some(recv) = recv else {
            let package = object.package.ok_or("a predeclared object")?;
            if !matches!(
                object.kind,
                ObjectKind::Func | ObjectKind::Var(_) | ObjectKind::Const(_) | ObjectKind::TypeName
            ) || types.member(package, object.name) != Some(obj) && !self.is_local_type(obj)
            {
                return Err("an object that nobody else can name".into());
            }
            let tag = self.package(Some(package));
            out.uint(reference::OBJECT);
            out.uint(tag);
            match tag {
                OWN_PACKAGE => out.uint(self.object_number(obj).into()),
                _ => {
                    let name = self.member_name(obj);
                    out.uint(self.string(&name).into());
                }
            }
            return Ok(out.0);
        };
        let (base, _) = crate::types::predicates::deref(types, types.type_of(recv));
        let base = types.generic_of(base).unwrap_or(base);
        let Type::Named(named) = types.get(base) else { return Err("a method of nothing".into()) };
        if !types.declared_methods(base).contains(&obj) {
            return Err("a method of an instance".into());
        }
        out.uint(reference::METHOD);
        out.0.extend(self.reference(named.obj)?);
        self.symbol(&mut out, object.name);
        Ok(out.0)
    }

    fn verdicts(&mut self, out: &mut Output, verdicts: &Verdicts) {
        out.len(verdicts.dims.len());
        for (param, classes) in &verdicts.dims {
            out.len(*param);
            out.bytes(&classes.iter().map(|&class| class as u8).collect::<Vec<_>>());
        }
        let mut numbers: Vec<u32> = Vec::new();
        for value in &verdicts.values {
            numbers.push(value.as_ref().map_or(0, |summary| self.summary(summary) + 1));
        }
        // All alike, apart from instances that cannot be.
        let mut known = numbers.iter().filter(|&&number| number != 0);
        let first = known.next().copied().unwrap_or(0);
        if known.all(|&number| number == first) {
            numbers = vec![first];
        }
        out.len(numbers.len());
        numbers.into_iter().for_each(|number| out.uint(number.into()));
    }
}

/// What is known about one generic object, read.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    input: Input<'a>,
}

impl<'a> Reader<'a> {
    /// What is known about a generic object.
    fn entry(&self, number: u32) -> Read<Entry<'a>> {
        Ok(Entry { input: self.facts.generic(number)? })
    }

    /// What its dictionaries hold.
    pub fn dictionary(&self, number: u32) -> Read<Option<Dictionary>> {
        self.next_dictionary(&mut self.entry(number)?.input)
    }

    fn next_dictionary(&self, input: &mut Input<'_>) -> Read<Option<Dictionary>> {
        if !input.bool()? {
            return Ok(None);
        }
        Ok(Some(Dictionary {
            methods: input.list(|input| Ok((input.uint()? as usize, self.next_symbol(input)?)))?,
            subdicts: input.list(|input| self.next_instance(input))?,
            rtypes: input.list(|input| self.next_type(input))?,
            itabs: input.list(|input| Ok((self.next_type(input)?, self.next_type(input)?)))?,
            unknown: input.uint()? as usize,
        }))
    }

    fn next_instance(&self, input: &mut Input<'_>) -> Read<(ObjId, Vec<TypeId>)> {
        Ok((self.next_object(input, 0)?, input.list(|input| self.next_type(input))?))
    }

    pub fn next_object(&self, input: &mut Input<'_>, depth: u32) -> Read<ObjId> {
        match input.uint()? {
            reference::OBJECT => match input.uint()? {
                OWN_PACKAGE => self.object(input.index()?),
                other => {
                    let name = self.facts.text(input.index()?)?;
                    self.library.object(self.store, self.other(other)?, name, self.depth)
                }
            },
            reference::METHOD if depth == 0 => {
                let ty = self.store.type_of(self.next_object(input, depth + 1)?);
                let name = self.next_symbol(input)?;
                let methods = self.store.declared_methods(ty);
                methods.into_iter().find(|&method| self.store.object(method).name == name).ok_or(Broken)
            }
            _ => Err(Broken),
        }
    }

    /// What its body mentions.
    pub fn mentions(&self, number: u32) -> Read<Vec<Mention>> {
        let mut entry = self.entry(number)?;
        self.next_dictionary(&mut entry.input)?;
        self.next_mentions(&mut entry.input)
    }

    fn next_mentions(&self, input: &mut Input<'_>) -> Read<Vec<Mention>> {
        input.list(|input| {
            Ok(match input.uint()? {
                kind::TYPE => Mention::Type(self.next_type(input)?),
                kind::OBJECT => Mention::Object(self.next_object(input, 0)?),
                kind::FUNC => {
                    let (obj, args) = self.next_instance(input)?;
                    Mention::Func(obj, args)
                }
                kind::INSTANCE => Mention::Instance(self.next_type(input)?),
                _ => return Err(Broken),
            })
        })
    }

    /// The summary of an instance with type arguments of some classes, in a package that is compiled
    /// with or without inlining.
    pub fn verdict(
        &self,
        number: u32,
        inline: bool,
        class: impl Fn(usize) -> Option<Class>,
    ) -> Read<Option<FuncSummary>> {
        let mut entry = self.entry(number)?;
        let input = &mut entry.input;
        self.next_dictionary(input)?;
        self.next_mentions(input)?;
        let without = self.next_verdict(input, &class)?;
        if inline { self.next_verdict(input, &class) } else { Ok(without) }
    }

    fn next_verdict(
        &self,
        input: &mut Input<'_>,
        class: impl Fn(usize) -> Option<Class>,
    ) -> Read<Option<FuncSummary>> {
        let mut index = Some(0usize);
        let mut combinations = 1usize;
        for _ in 0..input.len()? {
            let param = input.uint()? as usize;
            let classes = input.bytes()?;
            let mut wanted = class(param);
            let mut at = None;
            while let (None, Some(class)) = (at, wanted) {
                at = classes.iter().position(|&tried| tried == class as u8);
                wanted = class.instead();
            }
            index = index.zip(at).map(|(index, at)| index * classes.len() + at);
            combinations = combinations.saturating_mul(classes.len());
        }
        let numbers = input.list(Input::index)?;
        let number = match numbers[..] {
            [one] => one,
            _ if numbers.len() != combinations => return Err(Broken),
            _ => index.and_then(|index| numbers.get(index).copied()).unwrap_or(0),
        };
        number.checked_sub(1).map(|number| self.facts.summary(number).cloned()).transpose()
    }
}

/// The type parameters that placeholders `0..` of a generic object stand for.
pub fn params_of(types: &TypeStore, obj: ObjId) -> Vec<TypeId> {
    match types.get(types.type_of(obj)) {
        Type::Signature(s) => s.recv_type_params.iter().chain(&s.type_params).copied().collect(),
        _ => types.type_params(types.type_of(obj)).to_vec(),
    }
}
