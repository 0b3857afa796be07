//! Declarations and parameters.

use super::{Builder, Entry};
use crate::source::Span;
use crate::syntax::ast::*;
use crate::syntax::words;

impl Builder<'_> {
    /// The package clause.
    pub fn package(&mut self, name: Ident) {
        self.file.package = Some(name);
    }

    /// A top-level declaration other than an import, of which `group` is the keyword.
    pub fn top_decls(&mut self, group: u32, mark: u32) {
        self.past_imports = true;
        self.number_group(group, mark);
        self.file.top_decls.extend(self.decls.take(mark));
    }

    /// An import declaration, of which `group` is the keyword.
    pub fn imports(&mut self, group: u32, mark: u32) {
        if self.past_imports {
            self.error(group, "syntax error: imports must appear before other declarations");
        }
        self.number_group(group, mark);
        self.file.top_decls.extend(self.decls.take(mark));
        self.past_imports = false;
    }

    /// A function declaration.
    pub fn top_decl(&mut self, decl: DeclId) {
        self.past_imports = true;
        self.file.top_decls.push(decl);
    }

    /// A declaration that could not be understood.
    pub fn bad_decl(&mut self, start: u32, end: u32) {
        let decl = self.decl(DeclKind::Bad, start, start, end);
        self.top_decl(decl);
        self.past_imports = !self.text[start as usize..].starts_with("import");
    }

    /// A specification that could not be understood.
    pub fn bad_spec(&mut self, start: u32, end: u32) -> DeclId {
        self.decl(DeclKind::Bad, start, start, end)
    }

    /// Gives the specifications of one declaration their numbers.
    pub(super) fn number_group(&mut self, group: u32, mark: u32) {
        for (index, &decl) in self.decls.since(mark).iter().enumerate() {
            let decl = &mut self.file.decls[decl];
            decl.group = group;
            decl.index = index as u32;
        }
    }

    fn decl(&mut self, kind: DeclKind, start: u32, pos: u32, end: u32) -> DeclId {
        self.file.decls.alloc(Decl { kind, span: Span::new(start, end), pos, group: start, index: 0 })
    }

    /// `name "path"`
    pub fn import(&mut self, start: u32, name: Option<Ident>, path: ExprId, end: u32) -> DeclId {
        self.decl(DeclKind::Import { name, path }, start, start, end)
    }

    /// `names ty = values`
    pub fn constant(
        &mut self,
        start: u32,
        names: u32,
        ty: Option<ExprId>,
        values: Option<u32>,
        end: u32,
    ) -> DeclId {
        let values = values.map_or(List::empty(), |mark| self.take_exprs(mark));
        let names = self.take_idents(names);
        self.decl(DeclKind::Const { names, ty, values }, start, start, end)
    }

    /// `names ty = values`
    pub fn variable(
        &mut self,
        start: u32,
        names: u32,
        ty: Option<ExprId>,
        values: Option<u32>,
        end: u32,
    ) -> DeclId {
        let values = values.map_or(List::empty(), |mark| self.take_exprs(mark));
        let names = self.take_idents(names);
        self.decl(DeclKind::Var { names, ty, values }, start, start, end)
    }

    /// `name[params] ty`, with `=` if it is an alias.
    pub fn type_decl(
        &mut self,
        name: Ident,
        params: Option<List<Field>>,
        alias: bool,
        ty: ExprId,
        end: u32,
    ) -> DeclId {
        let type_params = params.unwrap_or(List::empty());
        self.decl(DeclKind::Type { name, type_params, alias, ty }, name.offset, name.offset, end)
    }

    /// `name []elem`
    pub fn slice_decl(&mut self, name: Ident, bracket: u32, elem: ExprId, end: u32) -> DeclId {
        let ty = self.slice_type(bracket, elem, end);
        self.type_decl(name, None, false, ty, end)
    }

    /// `name [...]elem`
    pub fn open_array_decl(&mut self, name: Ident, bracket: u32, elem: ExprId, end: u32) -> DeclId {
        let ty = self.array_type(bracket, None, elem, end);
        self.type_decl(name, None, false, ty, end)
    }

    /// `name [entry]ty`: an array type or a type with one parameter.
    pub fn array_or_generic_decl(
        &mut self,
        name: Ident,
        (bracket, close): (u32, u32),
        entry: u32,
        ty: ExprId,
        end: u32,
    ) -> DeclId {
        if let Some(len) = self.array_len(entry) {
            self.entries.take(entry);
            let ty = self.array_type(bracket, Some(len), ty, end);
            return self.type_decl(name, None, false, ty, end);
        }
        let params = self.type_params_of(entry, close);
        self.type_decl(name, Some(params), false, ty, end)
    }

    /// `name[entry] = T`, unless gc takes the entry for the length of an array.
    pub fn generic_alias(
        &mut self,
        name: Ident,
        close: u32,
        entry: u32,
        assign: u32,
        ty: ExprId,
        end: u32,
    ) -> DeclId {
        if self.array_len(entry).is_some() {
            self.rejected.get_or_insert(assign);
        }
        let params = self.type_params_of(entry, close);
        self.type_decl(name, Some(params), true, ty, end)
    }

    /// `func (recv) name[params](…) … { … }`; type parameters come with the offset of their bracket.
    #[allow(clippy::too_many_arguments)] // the parts of a function declaration
    pub fn func_decl(
        &mut self,
        start: u32,
        recv: Option<List<Field>>,
        name: Ident,
        type_params: Option<(u32, List<Field>)>,
        signature: SignatureId,
        body: Option<BlockId>,
        end: u32,
    ) -> DeclId {
        if let Some(message) = recv.and_then(|recv| words::receivers(recv.len())) {
            self.error(name.offset, message);
        }
        if let Some((bracket, type_params)) = type_params {
            if recv.is_some() && !self.rules.generic_methods {
                self.error(bracket, "syntax error: method must have no type parameters");
            }
            self.file.signatures[signature].type_params = type_params;
        }
        let kind = DeclKind::Func { recv, name, signature, body };
        self.decl(kind, start, name.offset, end)
    }

    /// Checks a receiver's `...`.
    pub fn receiver(&mut self, params: List<Field>) -> List<Field> {
        if !self.variadics.is_empty() {
            self.check_variadic(params, false);
        }
        params
    }

    /// `name ...ty`
    pub fn variadic(&mut self, name: Option<(Ident, u32)>, pos: u32, ty: ExprId, end: u32) -> Entry {
        let ty = self.alloc(pos, end, pos, ExprKind::Variadic(ty));
        Entry::variadic(name, ty)
    }

    /// `name[args]`
    pub fn instance_entry(&mut self, name: Ident, end: u32, args: ExprId) -> Entry {
        let name = self.name(name, end);
        Entry::ty(self.attach(args, name))
    }
}
