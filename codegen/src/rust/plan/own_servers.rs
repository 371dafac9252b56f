//! Servers of the API, and those of operations that have their own.

use std::collections::HashMap;

use crate::api;
use crate::api::Api;
use crate::names::{Scope, identifier, screaming};
use crate::rust::model::{Server, Servers, Variable};

/// The servers of operations that have their own.
pub(super) struct OwnServers {
    /// Each list once.
    pub lists: Vec<Servers>,
    /// The static for each operation, in the order of the API.
    constants: Vec<Option<String>>,
}

impl OwnServers {
    /// Collects them.
    pub fn new(api: &Api) -> Self {
        let mut scope = Scope::with(["API", "SERVERS"]);
        let mut own = Self { lists: Vec::new(), constants: Vec::new() };
        let mut known: HashMap<(Option<String>, Vec<Server>), String> = HashMap::new();
        for operation in &api.operations {
            let constant = operation.servers.as_ref().map(|of| {
                let servers: Vec<Server> = of.servers.iter().map(server).collect();
                let constant = known.entry((of.name.clone(), servers.clone())).or_insert_with(|| {
                    let name = of.name.as_deref().map(screaming).unwrap_or_default();
                    let constant = if name.is_empty() { "OTHER_SERVERS".to_owned() } else { format!("{name}_SERVERS") };
                    let (constant, _) = scope.take([identifier(constant, "SERVERS")]);
                    own.lists.push(Servers { constant: constant.clone(), name: of.name.clone(), servers });
                    constant
                });
                constant.clone()
            });
            own.constants.push(constant);
        }
        own
    }

    /// The static that describes the servers of an operation, if it has its own.
    pub fn constant(&self, operation: usize) -> Option<String> {
        self.constants.get(operation).cloned().flatten()
    }
}

/// A server of the document.
pub(super) fn server(server: &api::Server) -> Server {
    let variable = |variable: &api::Variable| Variable {
        name: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        env: variable.env.clone(),
    };
    Server { url: server.url.clone(), variables: server.variables.iter().map(variable).collect() }
}
