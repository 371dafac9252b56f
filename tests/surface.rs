//! What users of `huaweicloud-cdm` see, on one page.

use specwright::rust::surface;
use specwright::session::Session;

#[test]
fn the_surface_of_the_client() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let session = Session { spec: root.join("spec/huaweicloud-cdm.yaml"), ..Session::default() };
    let generated = session.run().result.expect("the document is sound");
    insta::assert_snapshot!(surface(&generated.planned));
}
