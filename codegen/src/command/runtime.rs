//! The place of the runtime: where it may be, its path from the crate, and the crate that carries it.

use std::io;
use std::path::{Component, Path, PathBuf, absolute};

use crate::Generated;
use crate::config::RuntimeSource;
use crate::generation::Outcome;
use crate::package;
use crate::report::{Code, Diagnostic};
use crate::rust::Runtime;
use crate::source::{self, Store};
use crate::vendor;

use super::invocation::GenerateArguments;

/// The name of the package.
const NAME: &str = "specwright-runtime";

/// The place that was passed, with a folder as `Cargo.toml` declares it.
///
/// # Errors
///
/// The message, if the runtime is not there.
pub(super) fn passed(arguments: &GenerateArguments) -> Result<Option<Runtime>, String> {
    let Some(source) = &arguments.runtime else { return Ok(None) };
    let RuntimeSource::Path(folder) = source else { return Ok(Some(package::runtime(source))) };
    let folder = Path::new(folder);
    if !is_runtime(folder) {
        return Err(format!("invalid place of the runtime: {}", missing(folder)));
    }
    match relative(&arguments.out, folder) {
        Ok(path) => Ok(Some(Runtime::Path(path))),
        Err(error) => Err(format!("{}: {error}", folder.display())),
    }
}

/// Adds the runtime to a crate that carries it.
pub(super) fn carry(generated: &mut Generated) {
    if generated.planned.package.runtime == Runtime::Vendored {
        generated.files.extend(vendor::files().map(|(path, text)| (format!("runtime/{path}"), text)));
    }
}

/// A diagnostic if the configuration has a path of the runtime that cannot be used: there is no runtime, or the configuration was
/// not passed and leads elsewhere. A crate is compiled with the rights of the user, as its build script runs.
pub(super) fn configured(arguments: &GenerateArguments, outcome: &Outcome) -> Option<Diagnostic> {
    let config = outcome.config.as_ref()?;
    let path = match &config.package.runtime {
        Some(RuntimeSource::Path(path)) => Some(path),
        Some(_) => None,
        None => config.package.runtime_path.as_ref(),
    };
    let path = path.filter(|_| arguments.runtime.is_none())?;
    let report = |message: String, help: &str| {
        Some(Diagnostic::new(Code::RuntimePath, config.place_of(path), message).help(help))
    };
    let folder = real(&arguments.out).ok()?.join(path);
    if arguments.config.is_none() && !is_inside(arguments, &folder) {
        return report(
            format!("`{path}` leads out of the folder of the document and the crate"),
            "if you trust the configuration, pass it with `--config`",
        );
    }
    if !is_runtime(&folder) {
        return report(missing(&folder), "correct the path, which is relative to the crate, or pass `--runtime-path`");
    }
    None
}

fn missing(folder: &Path) -> String {
    format!("there is no crate `{NAME}` in `{}`", folder.display())
}

/// Whether the runtime is in a folder.
fn is_runtime(folder: &Path) -> bool {
    let manifest = folder.join("Cargo.toml");
    let is_name = |line: &str| {
        let mut parts = line.split('=').map(str::trim);
        parts.next() == Some("name") && parts.next().is_some_and(|name| name.trim_matches('"') == NAME)
    };
    Store::Disk.is_file(&manifest) && source::text(&Store::Disk, &manifest).is_ok_and(|text| text.lines().any(is_name))
}

/// Whether a folder is in that of the crate, or both in the working directory and in the folder that the crate shares with the
/// document. Symbolic links are followed.
fn is_inside(arguments: &GenerateArguments, folder: &Path) -> bool {
    let (Ok(folder), Ok(out), Ok(spec), Ok(here)) =
        (real(folder), real(&arguments.out), real(&arguments.spec), real(Path::new(".")))
    else {
        return false;
    };
    let shared: PathBuf = out.components().zip(spec.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    folder.starts_with(&out) || (folder.starts_with(&shared) && folder.starts_with(&here))
}

/// The relative path from one folder to another, with `/` between folders, as `Cargo.toml` declares paths. An absolute
/// target stays absolute, and so does one for which there is no relative path, on another drive.
///
/// The first folder may not exist. Its symbolic links are followed, since `..` does that when Cargo reads the path.
fn relative(from: &Path, to: &Path) -> io::Result<String> {
    if to.is_absolute() {
        return Ok(to.display().to_string());
    }
    let (from, to) = (real(from)?, without_dots(&absolute(to)?));
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return Ok(to.display().to_string());
    }
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

/// The absolute path without symbolic links, as far as it exists.
fn real(path: &Path) -> io::Result<PathBuf> {
    let path = absolute(path)?;
    for existing in path.ancestors() {
        if let Ok(real) = existing.canonicalize() {
            let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
            return Ok(without_dots(&real.join(rest)));
        }
    }
    Ok(without_dots(&path))
}

/// A path without `.` and `..`.
fn without_dots(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = clean.pop(),
            part => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_between_folders() {
        fn check(from: &str, to: &str, expected: &str) {
            assert_eq!(relative(Path::new(from), Path::new(to)).unwrap(), expected, "{from} {to}");
        }
        check("generated", "runtime", "../runtime");
        check("./out/client", "runtime", "../../runtime");
        check("a/b", "a/c", "../c");
        check("a", "a", ".");
        check("a", "./b/../c", "../c");
        let here = absolute(".").unwrap().canonicalize().unwrap();
        let below = |path: &str| here.display().to_string().trim_start_matches('/').to_owned() + path;
        // Folders outside of the working directory.
        check("/no/such/folder", "runtime", &format!("../../../{}", below("/runtime")));
        let name = here.file_name().unwrap().to_str().unwrap();
        check("../other", "runtime", &format!("../{name}/runtime"));
        check("../other", "../runtime", "../runtime");
        check("a", "/b", "/b");
    }
}
