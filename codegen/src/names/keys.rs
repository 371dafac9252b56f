//! What operations and types are found by, from one version of a document to the next.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use crate::api::{
    Api, Encoding, Hint, Kind, Owner, Place, ResponseBody, Reusable, RootType, Site, Statuses, Type, TypeId,
};
use crate::lock::{Lock, OperationLock, TypeLock};

/// The keys of everything that a lock has entries for, and the entries that were found.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The method and the path of every operation, in the order of the API: `POST /jobs/{}`. The names of path parameters do
    /// not count.
    pub operations: Vec<String>,
    /// The component, or the way that leads to an inline schema: `Job`, `Job/owner`, `POST /jobs#request/owner`.
    pub types: HashMap<TypeId, String>,
    /// A place where a component is used, written as the way of an inline schema.
    pub used: HashMap<TypeId, String>,
    /// The position of each operation in the lock.
    pub(super) locked_operations: Vec<Option<usize>>,
    /// The position of each type in the lock.
    pub(super) locked_types: HashMap<TypeId, usize>,
}

impl Keys {
    /// Finds what a lock has entries for. Nothing here depends on the order of the document.
    pub(super) fn new(api: &Api, lock: &Lock) -> Self {
        let mut keys = Self { operations: operations(api), ..Self::default() };
        keys.find_operations(api, lock);
        keys.find_types(api, lock);
        keys
    }

    /// The lock's entry for an operation.
    pub(super) fn operation<'a>(&self, index: usize, lock: &'a Lock) -> Option<(&'a str, &'a OperationLock)> {
        lock.operations.at((*self.locked_operations.get(index)?)?)
    }

    /// The lock's entry for a type.
    pub(super) fn of_type<'a>(&self, id: TypeId, lock: &'a Lock) -> Option<(&'a str, &'a TypeLock)> {
        lock.types.at(*self.locked_types.get(&id)?)
    }

    /// Operations are found by method and path, else by the `operationId` of one whose method and path are gone.
    fn find_operations(&mut self, api: &Api, lock: &Lock) {
        let present: HashSet<&str> = self.operations.iter().map(String::as_str).collect();
        let gone = lock.operations.iter().enumerate().filter(|(_, (key, _))| !present.contains(key));
        let mut by_id: HashMap<&str, usize> =
            gone.filter_map(|(position, (_, of))| Some((of.id.as_deref()?, position))).collect();
        let found =
            self.operations.iter().zip(&api.operations).map(|(key, operation)| {
                lock.operations.position(key).or_else(|| by_id.remove(operation.id.as_deref()?))
            });
        self.locked_operations = found.collect();
    }

    /// Types are found by the name of their component, else by the way to them, in the words of the lock: whatever of the
    /// way was renamed has its old name in it.
    fn find_types(&mut self, api: &Api, lock: &Lock) {
        let component = |(id, of): (TypeId, &Type)| Some((own_key(of)?, id));
        let mut components: Vec<(String, TypeId)> = api.types.iter().filter_map(component).collect();
        components.sort();
        let mut walk = Walk {
            keys: self,
            api,
            lock,
            old: HashMap::new(),
            claimed: HashSet::new(),
            open: VecDeque::new(),
            taken: HashSet::new(),
            present: components
                .iter()
                .filter(|(_, id)| has_name(&api.types[*id].kind))
                .map(|(name, _)| name.clone())
                .collect(),
            by_used: lock
                .types
                .iter()
                .enumerate()
                .filter_map(|(at, (_, of))| Some((of.used.as_deref()?, at)))
                .collect(),
        };
        for (name, id) in components.iter().filter(|(_, id)| has_name(&api.types[*id].kind)) {
            if let Some(position) = lock.types.position(name) {
                walk.claim(*id, position);
            }
        }
        let mut roots: Vec<RootWays> = api.roots().map(|root| walk.root(&root)).collect();
        roots.sort();
        for root in &roots {
            walk.visit(root.of, root.way.clone(), root.old.clone());
        }
        for root in &roots {
            if let Some(before) = &root.before {
                walk.claim_at(root.of, before);
            }
        }
        walk.run();
        // What no operation uses.
        for (name, id) in components {
            if !walk.keys.types.contains_key(&id) {
                let way = walk.free(name);
                walk.visit(id, way.clone(), way);
                walk.run();
            }
        }
    }
}

/// The ways to the type of a root.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
struct RootWays {
    /// The way.
    way: String,
    /// The way in the words of the lock.
    old: String,
    /// Where the type may have been before, in the words of the lock.
    before: Option<String>,
    of: TypeId,
}

/// A walk over all types, by the ways that lead to them.
struct Walk<'a, 'k> {
    keys: &'k mut Keys,
    api: &'a Api,
    lock: &'a Lock,
    /// The ways of types in the words of the lock.
    old: HashMap<TypeId, String>,
    /// The entries that were found.
    claimed: HashSet<usize>,
    /// Types whose children are to be visited.
    open: VecDeque<TypeId>,
    /// The keys of components that named types have.
    taken: HashSet<String>,
    /// The components of the document that are named types.
    present: HashSet<String>,
    /// The lock's components, by the place where they were used.
    by_used: HashMap<&'a str, usize>,
}

impl Walk<'_, '_> {
    fn claim(&mut self, id: TypeId, position: usize) {
        if self.claimed.insert(position) {
            self.keys.locked_types.insert(id, position);
        }
    }

    /// The ways to a root. Where bodies differ by status, there may have been one status before.
    fn root(&self, root: &RootType<'_>) -> RootWays {
        let index = match root.owner {
            Owner::Operation(index) => index,
            Owner::Webhook(index) => {
                let way = format!("{}#{}", webhook(self.api, index), site(root));
                return RootWays { old: way.clone(), way, before: None, of: root.of };
            }
        };
        let key = self.keys.operations.get(index).cloned().unwrap_or_default();
        let old = self.keys.operation(index, self.lock).map_or(key.as_str(), |(key, _)| key);
        let site = site(root);
        let status = status(self.api, index, root).map(|status| format!(" {status}"));
        let before = status.is_some().then(|| format!("{old}#{site}"));
        let status = status.unwrap_or_default();
        RootWays { way: format!("{key}#{site}{status}"), old: format!("{old}#{site}{status}"), before, of: root.of }
    }

    /// A key for a type that no operation uses: that of its component, unless another type has it.
    fn free(&self, name: String) -> String {
        let is_taken = |key: &String| self.taken.contains(key);
        let mut keys = std::iter::successors(Some(name.clone()), |key| Some(format!("{key}+")));
        keys.find(|key| !is_taken(key)).unwrap_or(name)
    }

    /// Arrives at a type by a way.
    fn visit(&mut self, id: TypeId, way: String, old: String) {
        let of = &self.api.types[id];
        let component = own_key(of);
        self.claim_at(id, &old);
        if component.is_some() {
            self.keys.used.entry(id).or_insert_with(|| way.clone());
        }
        if self.keys.types.contains_key(&id) {
            return;
        }
        // Where a reference leads elsewhere, another type may have the name of a component.
        let own = component.filter(|key| !has_name(&of.kind) || self.taken.insert(key.clone()));
        let locked = self.keys.locked_types.get(&id).and_then(|&position| self.lock.types.at(position));
        let old = locked.map(|(key, _)| key.to_owned()).or_else(|| own.clone()).unwrap_or(old);
        self.old.insert(id, old);
        let key = own.unwrap_or(way);
        if has_name(&of.kind) {
            self.taken.insert(key.clone());
        }
        self.keys.types.insert(id, key);
        self.open.push_back(id);
    }

    /// Claims what stood at a place before for the type that stands there now, unless that was found already.
    fn claim_at(&mut self, id: TypeId, old: &str) {
        if has_name(&self.api.types[id].kind)
            && !self.keys.locked_types.contains_key(&id)
            && let Some(position) = self.renamed(old)
        {
            self.claim(id, position);
            if let (Some(way), Some((key, _))) = (self.old.get_mut(&id), self.lock.types.at(position)) {
                key.clone_into(way);
            }
        }
    }

    /// Claims the only branch of a union that is gone for the only one that is new: the way to a branch is its component.
    fn claim_branch(&mut self, id: TypeId, old: &str) {
        let Kind::Union(union) = &self.api.types[id].kind else { return };
        let is_new = |id: &TypeId| {
            let of = &self.api.types[*id];
            matches!(of.hint, Hint::Component(_)) && has_name(&of.kind) && !self.keys.locked_types.contains_key(id)
        };
        let mut new = union.variants.iter().map(|variant| variant.of).filter(is_new);
        let (Some(branch), None) = (new.next(), new.next()) else { return };
        let before = format!("{old}|");
        let mut gone = self.by_used.keys().filter(|way| way.starts_with(&before) && self.renamed(way).is_some());
        let (Some(way), None) = (gone.next().copied(), gone.next()) else { return };
        self.claim_at(branch, way);
    }

    /// The entry for what stood at a place before: an inline schema, or a component that is gone.
    fn renamed(&self, old: &str) -> Option<usize> {
        let is_gone = |position: &usize| {
            let key = self.lock.types.at(*position).map(|(key, _)| key);
            !self.claimed.contains(position) && key.is_some_and(|key| !self.present.contains(key))
        };
        let inline = self.lock.types.position(old).filter(is_gone);
        inline.or_else(|| self.by_used.get(old).copied().filter(is_gone))
    }

    fn run(&mut self) {
        while let Some(id) = self.open.pop_front() {
            let way = self.keys.types.get(&id).cloned().unwrap_or_default();
            let old = self.old.get(&id).cloned().unwrap_or_default();
            self.claim_branch(id, &old);
            let mut steps = steps(self.api, id);
            steps.sort();
            for (step, child) in steps {
                self.visit(child, format!("{way}{step}"), format!("{old}{step}"));
            }
        }
    }
}

/// Whether a type is a named type in Rust.
pub(super) fn has_name(kind: &Kind) -> bool {
    matches!(kind, Kind::Object(_) | Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Union(_))
}

/// The key of a type that has one of its own, wherever it is used.
fn own_key(of: &Type) -> Option<String> {
    match &of.hint {
        Hint::Component(name) => Some(component_key(of, name)),
        Hint::Reusable(kind, name) => {
            let kind = match kind {
                Reusable::Parameter => "parameters",
                Reusable::Response => "responses",
                Reusable::RequestBody => "requestBodies",
                Reusable::Header => "headers",
            };
            Some(format!("{kind}:{}", escaped(name)))
        }
        _ => None,
    }
}

/// The key of a component. Other files than the main document may have components of the same name.
pub(super) fn component_key(of: &Type, name: &str) -> String {
    match of.other_file() {
        Some(file) => format!("{}:{}", escaped(&file), escaped(name)),
        None => escaped(name),
    }
}

/// The key of a webhook.
pub(super) fn webhook(api: &Api, index: usize) -> String {
    api.webhooks.get(index).map(|webhook| format!("webhook {}", escaped(&webhook.name))).unwrap_or_default()
}

/// The steps to the types that a type refers to.
fn steps(api: &Api, id: TypeId) -> Vec<(String, TypeId)> {
    match &api.types[id].kind {
        Kind::Array(of) => vec![("/[]".to_owned(), *of)],
        Kind::Map(of) => vec![("/{}".to_owned(), *of)],
        Kind::Nullable(of) | Kind::Alias(of) => vec![(String::new(), *of)],
        Kind::Tuple(of) => of.iter().enumerate().map(|(index, of)| (format!("/[{index}]"), *of)).collect(),
        Kind::Union(union) => {
            let variants = union.variants.iter().enumerate();
            variants.map(|(index, variant)| (format!("|{}", branch(api, id, index)), variant.of)).collect()
        }
        Kind::Object(object) => {
            let properties =
                object.properties.iter().map(|property| (format!("/{}", escaped(&property.name)), property.of));
            properties.chain(object.additional.map(|of| ("/{}".to_owned(), of))).collect()
        }
        _ => Vec::new(),
    }
}

/// What a branch of a union is called in ways: its component, its own name, or its position.
pub(super) fn branch(api: &Api, union: TypeId, index: usize) -> String {
    let Kind::Union(of) = &api.types[union].kind else { return String::new() };
    let Some(variant) = of.variants.get(index) else { return String::new() };
    match &api.types[variant.of].hint {
        Hint::Component(name) => component_key(&api.types[variant.of], name),
        Hint::Branch(parent, name) if *parent == union => escaped(name),
        _ => index.to_string(),
    }
}

/// The word for the place of a parameter.
pub(super) fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

/// The part of an operation's way that a root is.
fn site(root: &RootType<'_>) -> String {
    match root.site {
        Site::Parameter(parameter) => {
            format!("{}/{}", place(parameter.place), escaped(&parameter.name))
        }
        Site::RequestBody(content) => match content.encoding {
            Encoding::Json(_) => "request".to_owned(),
            _ => format!("request {}", content.media_type),
        },
        Site::ResponseBody(_) => "response".to_owned(),
        Site::ErrorBody(_) => "error".to_owned(),
        Site::ResponseHeader(header) | Site::ErrorHeader(header) => format!("header {}", escaped(&header.name)),
        Site::StreamItem(_) => "item".to_owned(),
        Site::PageItem(_) => "page".to_owned(),
        Site::PollBody(_) => "poll".to_owned(),
        Site::Payload(_) => "payload".to_owned(),
        Site::PayloadHeader(header) => format!("header {}", escaped(&header.name)),
        Site::PayloadResponse(_) => "reply".to_owned(),
    }
}

/// The status of a body, where bodies differ by it.
fn status(api: &Api, index: usize, root: &RootType<'_>) -> Option<String> {
    let operation = api.operations.get(index)?;
    let body = match root.site {
        Site::ResponseBody(_) => &operation.success.body,
        Site::ErrorBody(_) => &operation.failure.body,
        _ => return None,
    };
    let ResponseBody::Several(choices) = body else { return None };
    let choice =
        choices.iter().find(|choice| choice.encoding.is_some_and(|encoding| encoding.of() == Some(root.of)))?;
    Some(match choice.statuses {
        Statuses::Code(code) => code.to_string(),
        Statuses::Range(hundreds) => format!("{hundreds}XX"),
        Statuses::Default => "default".to_owned(),
    })
}

/// A name as a step of a way.
pub(super) fn escaped(name: &str) -> String {
    if name.contains(['/', '#', '|', '~']) {
        name.replace('~', "~0").replace('/', "~1").replace('#', "~2").replace('|', "~3")
    } else {
        name.to_owned()
    }
}

/// The keys of operations. Where several have the same method and path but for the names of parameters, these count.
fn operations(api: &Api) -> Vec<String> {
    let key = |method: &str, path: &str| format!("{} {path}", method.to_uppercase());
    let short: Vec<String> =
        api.operations.iter().map(|operation| key(&operation.method, &without_names(&operation.path))).collect();
    let long: Vec<String> = api.operations.iter().map(|operation| key(&operation.method, &operation.path)).collect();
    let (few, many) = (count(&short), count(&long));
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let named = short.iter().zip(&long).zip(&api.operations).map(|((short, long), operation)| {
        let mut name = match (few.get(short.as_str()), many.get(long.as_str())) {
            (Some(1), _) => short.clone(),
            (_, Some(1)) => long.clone(),
            // The configuration splits one operation into several.
            _ => format!("{long} {}", operation.id.as_deref().unwrap_or_default()),
        };
        while !taken.insert(name.clone()) {
            name.push('+');
        }
        name
    });
    named.collect()
}

fn count(keys: &[String]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for key in keys {
        *counts.entry(key.as_str()).or_default() += 1;
    }
    counts
}

/// A path template without the names of its parameters.
fn without_names(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str("{}");
        rest = after;
    }
    out + rest
}
