//! Loading: from files to a program, step by step.
//!
//! Every step reports errors and carries on, so that one run reports all of them. Later steps
//! silently skip whatever an earlier one could not understand.

use std::{path::PathBuf, sync::Arc};

use super::{
    diagnostic::Diagnostic,
    endless, files,
    item::ItemKind,
    names::{Names, View},
    program::{File, Program},
    services, typedefs, types, values,
};

impl Program {
    /// Loads files and the files that they include.
    ///
    /// An included file is searched for in the folder of the file that includes it, then in
    /// each of `include_paths`. However often it is included, it is read once.
    ///
    /// # Errors
    ///
    /// Returns all errors in the files, file by file, in the order of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use mini_lust::idl::program::Program;
    ///
    /// let program = Program::load(&["idl/user.thrift".into()], &[])
    ///     .unwrap_or_else(|errors| panic!("{}", errors[0]));
    /// assert_eq!(program.files[0].namespace, ["user"]);
    /// assert_eq!(program.items[1].name.text, "MAX_LABELS");
    /// ```
    pub fn load(
        files: &[PathBuf],
        include_paths: &[PathBuf],
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut errors = Vec::new();
        let mut program = files::read(files, include_paths, &mut errors);
        let names = Names::new(&program, &mut errors);
        types::resolve(&mut program, &names, &mut errors);
        typedefs::check(&mut program, &mut errors);
        services::check(&mut program, &mut errors);
        values::resolve(&mut program, &names, &mut errors);
        endless::check(&program, &mut errors);
        if errors.is_empty() {
            return Ok(program);
        }
        program.sort(&mut errors);
        Err(errors)
    }

    /// Changes each item. Meanwhile the program has the item as it was.
    pub(super) fn rewrite(
        &mut self,
        names: &Names,
        mut change: impl FnMut(View<'_>, &mut ItemKind),
    ) {
        for index in 0..self.items.len() {
            let mut kind = self.items[index].kind.clone();
            let view = View { program: self, names, file: self.items[index].file };
            change(view, &mut kind);
            self.items[index].kind = kind;
        }
    }

    fn sort(&self, errors: &mut [Diagnostic]) {
        errors.sort_by_cached_key(|error| {
            let (source, at) = error.place()?;
            let is_of = |file: &File| Arc::ptr_eq(&file.source, source);
            Some((self.files.iter().position(is_of), at))
        });
    }
}
