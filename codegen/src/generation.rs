//! One generation from files on disk, for the command and for build scripts.
//!
//! May use: `config`, `lock`, `pipeline`, `report`, `settings`, `source`.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::lock::Lock;
use crate::pipeline::{Generated, generate};
use crate::report::{Diagnostic, Diagnostics, Resolved};
use crate::settings::Settings;
use crate::source::{self, Reach, Store, Tree};

/// One generation: the files to read, and the settings.
#[derive(Clone, Debug, Default)]
pub struct Generation {
    /// The document.
    pub spec: PathBuf,
    /// The configuration. Default: the file beside the document with the same stem and `.toml`, if it exists.
    pub config: Option<PathBuf>,
    /// Overlays that are applied after those of the configuration, from where a configuration is read that is passed.
    pub overlays: Vec<PathBuf>,
    /// The lock of an earlier generation, in the store of the document. It is read if the file exists.
    pub lock: Option<PathBuf>,
    /// Settings beyond the configuration, and beyond that lock.
    pub settings: Settings,
    /// Where the document is read from, and the configuration beside it.
    pub store: Store,
    /// Where a configuration is read from that is passed.
    pub config_store: Store,
    /// Which files the references of the document may name.
    pub reach: Reach,
}

/// The steps of a generation, for progress messages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// The document and the configuration are read.
    Read,
    /// The crate is generated.
    Generate,
}

/// The result of a generation.
#[derive(Debug)]
pub struct Outcome {
    /// The document with all its files, if it could be read. Diagnostics are resolved against it.
    pub tree: Option<Tree>,
    /// The configuration, if it could be read.
    pub config: Option<Config>,
    /// The files that were read, for build scripts to watch.
    pub read: Vec<PathBuf>,
    /// The files that would be read, but do not exist, for build scripts to watch, too.
    pub absent: Vec<PathBuf>,
    /// The crate, or the diagnostics that prevent it.
    pub result: Result<Generated, Diagnostics>,
}

impl Generation {
    /// Reads the files and generates the crate. Nothing is written.
    pub fn run(&self) -> Outcome {
        self.run_with_progress(&mut |_| {})
    }

    /// As [`run`](Self::run), with a callback at the beginning of each step.
    pub fn run_with_progress(&self, begin: &mut dyn FnMut(Step)) -> Outcome {
        begin(Step::Read);
        let mut read = vec![self.spec.clone()];
        let mut absent = Vec::new();
        let config = match self.config_path() {
            None => {
                absent.push(self.config_beside());
                Ok(Config::default())
            }
            Some(path) => {
                read.push(path.clone());
                let store = if self.config.is_some() { &self.config_store } else { &self.store };
                config(store, &path)
            }
        };
        let mut settings = self.settings.clone();
        let lock = match self.lock.as_ref().filter(|path| self.store.is_file(path)) {
            None => {
                absent.extend(self.lock.clone());
                Ok(None)
            }
            Some(path) => {
                read.push(path.clone());
                lock(&self.store, path).map(Some)
            }
        };
        let config = config.and_then(|config| {
            settings.lock = lock?.or_else(|| settings.lock.take());
            Ok(config)
        });
        let loaded = source::load_from(&self.store, self.reach, &self.spec);
        read.extend(loaded.iter().flat_map(Tree::opened).cloned());
        absent.extend(loaded.iter().flat_map(Tree::absent).cloned());
        let kept = config.as_ref().ok().cloned();
        let overlays = self.overlays(kept.as_ref());
        read.extend(overlays.iter().map(|(_, path)| path.clone()));
        let loaded = loaded
            .and_then(|tree| overlays.iter().try_fold(tree, |tree, (store, path)| source::overlay(tree, store, path)));
        let (tree, result) = match (loaded, config) {
            (Err(mut diagnostics), config) => {
                diagnostics.extend(config.err().into_iter().flatten());
                (None, Err(diagnostics))
            }
            (Ok(tree), Err(mut diagnostics)) => {
                diagnostics.extend(tree.diagnostics().clone());
                (Some(tree), Err(diagnostics))
            }
            (Ok(tree), Ok(config)) => {
                begin(Step::Generate);
                let result = generate(&tree, &config, &settings);
                (Some(tree), result)
            }
        };
        Outcome { tree, config: kept, read, absent, result }
    }

    /// The overlays in the order in which they are applied, and where each is read from.
    fn overlays(&self, config: Option<&Config>) -> Vec<(&Store, PathBuf)> {
        let store = if self.config.is_some() { &self.config_store } else { &self.store };
        let beside = self.config_path().unwrap_or_default();
        let folder = beside.parent().unwrap_or(Path::new(""));
        let configured = config.into_iter().flat_map(|config| &config.overlays);
        let configured = configured.map(|path| (store, folder.join(path)));
        configured.chain(self.overlays.iter().map(|path| (&self.config_store, path.clone()))).collect()
    }

    fn config_path(&self) -> Option<PathBuf> {
        self.config.clone().or_else(|| Some(self.config_beside()).filter(|path| self.store.is_file(path)))
    }

    /// The configuration that is used if there is one and none was passed.
    fn config_beside(&self) -> PathBuf {
        self.spec.with_extension("toml")
    }
}

impl Outcome {
    /// The diagnostics: warnings about a crate, or the errors and warnings of a document that was refused.
    pub fn diagnostics(&self) -> &Diagnostics {
        match &self.result {
            Ok(generated) => &generated.diagnostics,
            Err(diagnostics) => diagnostics,
        }
    }

    /// The diagnostics with their lines and columns, in the order in which they are shown.
    pub fn resolved(&self) -> Vec<(&Diagnostic, Resolved)> {
        match &self.tree {
            Some(tree) => self.diagnostics().resolve(tree),
            None => self.diagnostics().resolve(&()),
        }
    }
}

fn config(store: &Store, path: &Path) -> Result<Config, Diagnostics> {
    Config::parse(&store.name(path), &source::text(store, path)?)
}

fn lock(store: &Store, path: &Path) -> Result<Lock, Diagnostics> {
    Lock::parse(&store.name(path), &source::text(store, path)?)
}
