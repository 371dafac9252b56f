//! Two lines add a client to a crate: one in the build script, and this `include!`.

mod cdm {
    include!(concat!(env!("OUT_DIR"), "/huaweicloud_cdm.rs"));
}

use cdm::{AccessKey, Client, Region};

#[test]
fn the_included_client_is_the_same() {
    let client = Client::builder().region(Region::CnNorth4).project_id("p").ak_sk(AccessKey::new("a", "s")).build();
    assert!(client.is_ok(), "{client:?}");
    let error = Client::builder().region("mars").build().expect_err("there is no such region");
    assert!(error.to_string().contains("cn-north-4"), "{error}");
}
