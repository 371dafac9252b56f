//! The crate, put together from its parts.

use crate::api::Api;
use crate::names::Names;
use crate::rust::model::{Crate, Module};
use crate::workers::Workers;

use super::{
    Options, Plan, Root, client, example, exports, formats, layout, mocks, readme, samples, symbols, types, uses,
};

/// Plans the crate of an API.
///
/// Pure and total: whatever is in the API has a place in the crate, and equal input gives an equal crate.
pub fn plan(api: &Api, names: &Names, options: Options, workers: Workers) -> Crate {
    let plan = Plan::new(api, names, &options);
    let mut client = client::module(&plan);
    client.uses = uses::uses(&plan, &client.name, &client.items, Root::Above);
    let mut modules: Vec<Module> = std::iter::once(client).chain(layout::modules(&plan, workers)).collect();
    let used = uses::symbols(&plan, &modules);
    let formats = formats::among(&used);
    let exports = exports::exports(&plan, &formats);
    let examples = api.examples.iter().map(|example| types::of(&plan, example.of)).collect();
    let features = plan.features.list(plan.modules);
    let samples = options.samples.as_deref().map(|samples| samples::samples(&plan, samples, &exports));
    if let Some(samples) = &samples {
        example::attach(&mut modules, samples);
    }
    let example = example::first(&plan, &exports);
    let docs = readme::root_docs(&plan, example.as_ref());
    let readme = readme::readme(&plan, example.as_ref(), samples.as_ref(), &exports);
    let mock = mocks::mock(&plan, example.as_ref(), &exports);
    let mut package = options.package;
    let own_modules = options.own_modules;
    let files = [symbols::BODY, symbols::FILE];
    if files.iter().any(|symbol| used.contains(symbol)) {
        package.runtime_features.push("fs");
    }
    if used.contains(&symbols::XML) {
        package.runtime_features.push("xml");
    }
    if let Some(platform) = &api.platform {
        package.runtime_features.push(platform.provider);
    }
    package.runtime_features.extend(formats.iter().filter_map(|format| format.feature));
    package.runtime_features.sort_unstable();
    package.runtime_features.dedup();
    Crate {
        docs,
        readme,
        modules,
        exports,
        features,
        examples,
        samples,
        mock,
        own_modules,
        package,
        document: options.document,
    }
}
