//! The files of a crate that contain Rust.

use crate::rust::{Crate, Mock, Module, SampleFile, Samples, Submodule};

use super::module::{content, header, module, root};
use super::wrap::wrapped;
use super::{mock, print, samples, snippet};

/// A file of Rust.
pub(super) enum SourceFile<'a> {
    Root,
    Module(&'a Module),
    /// A file of a module that is divided.
    Submodule(&'a Module, &'a Submodule),
    Mock(&'a Mock),
    /// A program that runs one call.
    Example(&'a Samples, &'a SampleFile),
    /// The program that calls every operation.
    EveryOperation(&'a Samples),
    /// A module of it, with calls.
    EveryOperationModule(&'a Samples, &'a SampleFile),
    /// The module of it that prints the outcomes.
    EveryOperationOutcome,
}

impl<'a> SourceFile<'a> {
    /// The files of a crate.
    pub(super) fn all(of: &'a Crate) -> Vec<Self> {
        let mut files = vec![Self::Root];
        for module in &of.modules {
            files.push(Self::Module(module));
            files.extend(module.submodules.iter().map(|part| Self::Submodule(module, part)));
        }
        files.extend(of.mock.as_ref().map(Self::Mock));
        if let Some(samples) = &of.samples {
            files.extend([Self::EveryOperation(samples), Self::EveryOperationOutcome]);
            for file in &samples.files {
                files.extend([Self::Example(samples, file), Self::EveryOperationModule(samples, file)]);
            }
        }
        files
    }

    /// The path in the crate's folder.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Root => "src/lib.rs".to_owned(),
            Self::Module(module) if module.submodules.is_empty() => format!("src/{}.rs", module.name),
            Self::Module(module) => format!("src/{}/mod.rs", module.name),
            Self::Submodule(module, part) => format!("src/{}/{}.rs", module.name, part.name),
            Self::Mock(mock) => format!("src/{}.rs", mock.module),
            Self::Example(_, file) => format!("examples/{}.rs", file.name),
            Self::EveryOperation(_) => format!("examples/{}/main.rs", samples::ALL),
            Self::EveryOperationModule(_, file) => format!("examples/{}/{}.rs", samples::ALL, file.name),
            Self::EveryOperationOutcome => format!("examples/{}/outcome.rs", samples::ALL),
        }
    }

    /// The contents.
    pub(super) fn text(&self, of: &Crate) -> String {
        let (docs, content) = match self {
            Self::Root => (snippet::lines(&of.docs), root(of)),
            Self::Module(module) => (module.docs.clone(), self::module(module)),
            Self::Submodule(_, part) => (part.docs.clone(), content(&part.uses, &part.items, true)),
            Self::Mock(mock) => (snippet::lines(&mock.docs), mock::module(mock)),
            Self::Example(all, file) => (samples::example_docs(file), samples::example(file, &all.client)),
            Self::EveryOperation(all) => (samples::every_operation_docs(), samples::every_operation(all)),
            Self::EveryOperationModule(all, file) => {
                let docs = vec![format!("Calls of the operations of `{}`.", file.module)];
                (docs, samples::every_operation_module(file, &all.library))
            }
            Self::EveryOperationOutcome => (samples::outcome_docs(), samples::outcome()),
        };
        let body = print::file(content);
        format!("{}{}\n{body}", header(of), print::inner(&wrapped(&docs)))
    }
}
