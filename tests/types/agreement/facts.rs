//! What the checker found out about a package, in the words of `tests/tools/typedump.go`.

use goesc::source::{FileId, Pos, SourceMap, Symbol};
use goesc::syntax::ast::{self, ExprId, ExprKind};
use goesc::types::typestring::{Qualifier, TypeCx, type_string};
use goesc::types::{
    CheckedPackage, Constant, ConstantKind, FileInfo, Mode, ObjId, ObjectKind, SelectionKind, Type,
    TypeAndValue, TypeId, TypeStore, VarKind,
};
use rustc_hash::FxHashSet;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Lines by file name; the steps of initialisation, in order, under `init`.
pub type Facts = BTreeMap<String, BTreeSet<String>>;

/// A checked package and where its names and types live.
pub struct Checked<'a> {
    pub sources: &'a SourceMap,
    pub store: &'a TypeStore,
    pub trees: &'a [&'a ast::File],
    /// The names of all packages, which are then spelled by path.
    pub foreign: &'a FxHashSet<Symbol>,
    pub package: &'a CheckedPackage,
}

/// All facts about a package.
pub fn facts(checked: &Checked<'_>) -> Facts {
    let mut found = Facts::new();
    for (tree, info) in checked.trees.iter().zip(&checked.package.files) {
        let writer = Writer { checked, tree, texts: RefCell::default() };
        found.insert(base_name(checked.sources, tree.id), writer.file(info));
    }
    let mut steps = BTreeSet::new();
    for (number, step) in checked.package.init_order.iter().enumerate() {
        let tree = checked.trees[step.file];
        let writer = Writer { checked, tree, texts: RefCell::default() };
        let names: Vec<String> = step.lhs.iter().map(|&obj| writer.object_in(obj, None)).collect();
        steps.insert(format!("{number:05} O {} = {}", names.join(", "), writer.span(step.rhs)));
    }
    found.insert("init".to_owned(), steps);
    found
}

/// The same from what typedump printed about a package.
pub fn read(body: &str) -> Facts {
    let mut found = Facts::new();
    for part in body.split("\n-- ") {
        let (name, facts) = part.split_once('\n').unwrap_or((part, ""));
        let mut lines = BTreeSet::new();
        for (number, line) in facts.lines().enumerate() {
            let (fact, places) = line.rsplit_once(" @ ").expect("a fact and where it holds");
            for place in places.split(' ') {
                lines.insert(if name == "init" {
                    format!("{number:05} {fact} {place}")
                } else {
                    format!("{fact} @ {place}")
                });
            }
        }
        found.insert(name.trim_start_matches("-- ").to_owned(), lines);
    }
    found
}

fn base_name(sources: &SourceMap, file: FileId) -> String {
    let name = &sources.file(file).display_name;
    Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

struct Writer<'a> {
    checked: &'a Checked<'a>,
    tree: &'a ast::File,
    /// Types that were spelled.
    texts: RefCell<HashMap<TypeId, String>>,
}

impl Writer<'_> {
    fn file(&self, info: &FileInfo) -> BTreeSet<String> {
        let mut lines = BTreeSet::new();
        let typed =
            |entry: &TypeAndValue| entry.ty != TypeId::INVALID || matches!(entry.mode, Mode::Builtin(_));
        for (id, entry) in info.expr_type.iter().filter(|(_, entry)| typed(entry)) {
            let value = entry.value.as_ref().map_or(String::new(), |value| self.value(entry.ty, value));
            lines.insert(format!("T {}{value} @ {}", self.typed(entry), self.span(id)));
        }
        for (id, &obj) in info.expr_use.iter() {
            lines.insert(format!("U {} @ {}", self.object(obj), self.name_of(id)));
        }
        for (&at, &obj) in &info.offset_def {
            lines.insert(format!("D {} {} @ {at}", self.object(obj), self.type_of(obj)));
        }
        for (&at, &obj) in &info.clause_var {
            lines.insert(format!("V {} {} @ {at}", self.object(obj), self.type_of(obj)));
        }
        for (&id, args) in &info.expr_instance {
            let args: Vec<String> = args.iter().map(|&arg| self.text(arg)).collect();
            lines.insert(format!("I {} @ {}", args.join(", "), self.name_of(id)));
        }
        for (&id, selection) in &info.expr_selection {
            let kind = match selection.kind {
                SelectionKind::Field => "field",
                SelectionKind::MethodValue => "method",
                SelectionKind::MethodExpr => "expression",
            };
            let star = if selection.indirect { "*" } else { "" };
            let path: Vec<String> = selection.path.iter().map(u32::to_string).collect();
            let (at, recv) = (self.name_of(id), self.text(selection.recv));
            lines.insert(format!("S {kind}{star} {recv} [{}] @ {at}", path.join(" ")));
            lines.insert(format!("U {} @ {at}", self.object(selection.obj)));
        }
        lines
    }

    fn span(&self, expr: ExprId) -> String {
        let span = self.tree.exprs[expr].span;
        format!("{}-{}", span.start, span.end)
    }

    /// Where the name of a name or selector is.
    fn name_of(&self, expr: ExprId) -> u32 {
        let expr = &self.tree.exprs[expr];
        match expr.kind {
            ExprKind::Selector { sel, .. } => sel.offset,
            _ => expr.span.start,
        }
    }

    fn typed(&self, entry: &TypeAndValue) -> String {
        let word = match entry.mode {
            Mode::Invalid => "invalid",
            Mode::NoValue => return "()".to_owned(),
            Mode::Builtin(_) => return "builtin".to_owned(),
            Mode::Nil => return "nil".to_owned(),
            Mode::Type => "type",
            Mode::Constant => "const",
            Mode::Variable => "var",
            Mode::MapIndex => "element",
            Mode::CommaOk => "ok",
            Mode::Value => "value",
        };
        format!("{word} {}", self.text(entry.ty))
    }

    fn value(&self, ty: TypeId, value: &Constant) -> String {
        let bits = |value: &Constant| value.to_f64().map_or(0, f64::to_bits);
        let basic = match self.checked.store.under(ty) {
            Type::Basic(basic) => basic.text(),
            _ => "",
        };
        match value.kind() {
            ConstantKind::String => {
                let hash =
                    value.as_bytes().unwrap_or_default().iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
                        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
                    });
                format!(" = {value} {hash:x}")
            }
            _ if basic.contains("complex") => {
                format!(" = {:x}+{:x}i", bits(&value.real()), bits(&value.imag()))
            }
            _ if basic.contains("float") => format!(" = {:x}", bits(value)),
            _ => format!(" = {value}"),
        }
    }

    fn object(&self, obj: ObjId) -> String {
        self.object_in(obj, Some(self.tree.id))
    }

    /// An object as seen from a file.
    fn object_in(&self, obj: ObjId, file: Option<FileId>) -> String {
        let Checked { sources, store, .. } = self.checked;
        let object = store.object(obj);
        let name = sources.interner.text(object.name);
        let kind = match object.kind {
            ObjectKind::PkgName(package) => return format!("package {name} {}", store.package(package).path),
            ObjectKind::Const(_) => "const",
            ObjectKind::TypeName => "type",
            ObjectKind::Var(VarKind::Field | VarKind::Embedded) => "field",
            ObjectKind::Var(_) => "var",
            ObjectKind::Func => "func",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "builtin",
            ObjectKind::Nil => "nil",
        };
        if object.pos == Pos::NONE {
            return format!("{kind} {name}");
        }
        let at =
            if file == Some(object.pos.file) { String::new() } else { base_name(sources, object.pos.file) };
        format!("{kind} {name} {at}:{}", object.pos.offset)
    }

    fn type_of(&self, obj: ObjId) -> String {
        match self.checked.store.object(obj).kind {
            ObjectKind::PkgName(_) | ObjectKind::Label => String::new(),
            _ if self.checked.package.invalid_objects.contains(&obj) => self.text(TypeId::INVALID),
            _ => self.text(self.checked.store.type_of(obj)),
        }
    }

    fn text(&self, ty: TypeId) -> String {
        let Checked { sources, store, package, foreign, .. } = *self.checked;
        let qualifier = Qualifier::Relative { package: package.package, ambiguous: foreign };
        let cx = TypeCx { qualifier, ..TypeCx::new(store, &sources.interner, package.package) };
        let spell = || type_string(cx, ty);
        self.texts.borrow_mut().entry(ty).or_insert_with(spell).clone()
    }
}
