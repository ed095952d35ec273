//! From files to a program, step by step.
//!
//! Every step reports what is wrong and carries on, so that one run reports all errors. What
//! a step could not make sense of, later steps pass over in silence.

use std::{collections::HashMap, path::PathBuf, sync::Arc};

use super::{
    diagnostic::Diagnostic,
    endless, files,
    item::{Item, ItemKind},
    names::Names,
    program::Program,
    services, typedefs, types, values,
};

impl Program {
    /// Reads files, and the files that they include.
    ///
    /// An included file is searched for in the folder of the file that includes it, then in
    /// each of `include_paths`. However often it is included, it is read once.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the files, file by file, in the order of the text.
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

    /// Changes each item, while the others can be looked at.
    pub(super) fn rewrite(
        &mut self,
        mut change: impl FnMut(&Self, usize, &mut ItemKind),
    ) {
        for index in 0..self.items.len() {
            let Item { file, kind, .. } = &self.items[index];
            let (file, mut kind) = (*file, kind.clone());
            change(self, file, &mut kind);
            self.items[index].kind = kind;
        }
    }

    fn sort(&self, errors: &mut [Diagnostic]) {
        let files = self.files.iter().enumerate();
        let order: HashMap<_, _> =
            files.map(|(index, file)| (Arc::as_ptr(&file.source), index)).collect();
        errors.sort_by_key(|error| {
            let (source, at) = error.place()?;
            Some((order.get(&Arc::as_ptr(source)).copied(), at))
        });
    }
}
