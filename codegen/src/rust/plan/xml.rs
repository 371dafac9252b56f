//! The XML form of objects.

use crate::api::{TypeId, XmlOf, XmlPlace, XmlProperty};
use crate::rust::model::{Xml, XmlRow, XmlStep};

use super::symbols::XML;
use super::{Plan, types};

/// The XML form of an object, if it is part of XML bodies.
pub(super) fn xml(plan: &Plan<'_>, id: TypeId) -> Option<Xml> {
    let described = plan.api.xml.get(&id)?;
    Some(Xml {
        name: described.name.clone(),
        namespace: described.namespace.clone(),
        rows: described.properties.iter().map(|member| row(plan, member)).collect(),
        xml_macro: plan.symbols.of(XML),
    })
}

fn row(plan: &Plan<'_>, member: &XmlProperty) -> XmlRow {
    let (kind, of) = match member.of {
        XmlOf::Text => ("text", None),
        XmlOf::Number => ("number", None),
        XmlOf::Boolean => ("boolean", None),
        XmlOf::Any => ("any", None),
        XmlOf::Object(of) => ("element", Some(types::of(plan, of))),
    };
    let mut steps: Vec<XmlStep> = Vec::new();
    if member.name != member.json {
        steps.push(("named", vec![member.name.clone()]));
    }
    if let Some((prefix, namespace)) = &member.namespace {
        steps.push(("namespace", vec![prefix.clone(), namespace.clone()]));
    }
    match member.place {
        XmlPlace::Element => {}
        XmlPlace::Attribute => steps.push(("attribute", Vec::new())),
        XmlPlace::Text => steps.push(("content", Vec::new())),
    }
    match &member.list {
        None => {}
        Some(None) => steps.push(("list", Vec::new())),
        Some(Some(wrapper)) => steps.push(("list_in", vec![wrapper.clone()])),
    }
    XmlRow { kind, json: member.json.clone(), of, steps }
}
