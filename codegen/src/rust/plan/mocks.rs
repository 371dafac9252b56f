//! The module of the mock server.

use indexmap::IndexSet;

use crate::rust::model::{Mock, Page, Use};

use super::example::Example;
use super::{Plan, readme};

/// The module of the mock server, if it is requested.
pub(super) fn mock(plan: &Plan<'_>, example: Option<&Example>, exports: &[Use]) -> Option<Mock> {
    if !plan.options.mocks {
        return None;
    }
    let what = "A mock server for tests of code that uses this crate.";
    let mut docs = readme::lines([what.to_owned()]);
    docs.extend(readme::testing_example(plan, example, exports, Page::Docs));
    let own = plan.api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let servers: IndexSet<String> = own.map(|servers| servers.name.clone().unwrap_or_default()).collect();
    Some(Mock {
        module: plan.names.fixed.mock.clone(),
        docs,
        client: plan.names.fixed.client.clone(),
        servers: servers.into_iter().collect(),
    })
}
