//! Generates the document of `spec/` and every feature fixture into `OUT_DIR`, never into the tree.
//!
//! The tests compile what comes out, and hold `generated/` against it.

use std::env;
use std::path::{Path, PathBuf};

use specwright::generation::Generation;
use specwright::{Generated, emit, output};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));

    let spec = Path::new("spec/huaweicloud-cdm.yaml");
    specwright::build(spec);
    let lock = Path::new("generated/specwright.lock");
    println!("cargo::rerun-if-changed={}", lock.display());
    output::write(&generated(spec, Some(lock)).files, &out.join("huaweicloud-cdm")).expect("OUT_DIR can be written");

    let fixtures = Path::new("tests/features");
    println!("cargo::rerun-if-changed={}", fixtures.display());
    for path in fixtures.read_dir().expect("the fixtures are there").flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending == "yaml") {
            let name = path.with_extension("rs").file_name().map(PathBuf::from).expect("a file has a name");
            let text = emit::single(&generated(&path, None).planned);
            output::write_text(&out.join(name), &text).expect("OUT_DIR can be written");
        }
    }
}

fn generated(spec: &Path, lock: Option<&Path>) -> Generated {
    let lock = lock.map(Path::to_owned);
    let generation = Generation { spec: spec.to_owned(), lock, ..Generation::default() };
    generation.run().result.expect("the documents of the repository are sound")
}
