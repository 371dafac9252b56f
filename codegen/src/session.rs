//! One generation with files: what the command and build scripts share.

use std::path::{Component, Path, PathBuf};

use crate::config::Config;
use crate::report::Diagnostics;
use crate::source::{self, Tree};
use crate::{Generated, Settings, generate};

/// What to generate, and from which files.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// The document.
    pub spec: PathBuf,
    /// The configuration. Default: the file beside the document with the same stem and `.toml`, if there is one.
    pub config: Option<PathBuf>,
    /// What the caller decides beyond the configuration.
    pub settings: Settings,
}

/// What came of a session.
#[derive(Debug)]
pub struct Outcome {
    /// The document with all its files, if it could be read: it tells where diagnostics stand.
    pub tree: Option<Tree>,
    /// The files that were read, for build scripts to watch.
    pub read: Vec<PathBuf>,
    /// The crate, or the diagnostics that speak against it.
    pub result: Result<Generated, Diagnostics>,
}

impl Session {
    /// Reads the files and generates. Nothing is written.
    pub fn run(&self) -> Outcome {
        let mut read = vec![self.spec.clone()];
        let config = match self.config_path() {
            None => Ok(Config::default()),
            Some(path) => {
                read.push(path.clone());
                config(&path)
            }
        };
        let loaded = source::load(&self.spec);
        read.extend(loaded.iter().flat_map(Tree::opened).cloned());
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
                let result = generate(&tree, &config, &self.settings);
                (Some(tree), result)
            }
        };
        Outcome { tree, read, result }
    }

    fn config_path(&self) -> Option<PathBuf> {
        self.config.clone().or_else(|| Some(self.spec.with_extension("toml")).filter(|path| path.is_file()))
    }
}

fn config(path: &Path) -> Result<Config, Diagnostics> {
    let name = path.display().to_string();
    Config::parse(&name, &source::text(path)?)
}

/// The way from one folder to another, with `/` between folders: as it is to be written where the first folder's
/// files speak of the second. An absolute target stays absolute.
pub fn relative(from: &Path, to: &Path) -> String {
    let slashes = |path: &Path| {
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
    };
    if to.is_absolute() {
        return to.display().to_string();
    }
    let normal = |path: &Path| {
        path.components()
            .filter(|part| !matches!(part, Component::CurDir))
            .map(|part| part.as_os_str().to_owned())
            .collect::<Vec<_>>()
    };
    let (from, to) = (normal(from), normal(to));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared).map(|_| "..".into());
    let way: PathBuf = up.chain(to.into_iter().skip(shared)).collect();
    if way.as_os_str().is_empty() { ".".to_owned() } else { slashes(&way) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        fn check(from: &str, to: &str, expected: &str) {
            assert_eq!(relative(Path::new(from), Path::new(to)), expected, "{from} {to}");
        }
        check("generated", "runtime", "../runtime");
        check("./out/client", "runtime", "../../runtime");
        check("a/b", "a/c", "../c");
        check("a", "a", ".");
    }
}
