//! The public API of `huaweicloud-cdm`, on one page.

use specwright::generation::Generation;
use specwright::rust::surface;

#[test]
fn the_surface_of_the_client() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (spec, lock) = (root.join("spec/huaweicloud-cdm.yaml"), Some(root.join("generated/specwright.lock")));
    let generation = Generation { spec, lock, ..Generation::default() };
    let generated = generation.run().result.expect("the document is sound");
    insta::assert_snapshot!(surface(&generated.planned));
}
