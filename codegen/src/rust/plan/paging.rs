//! Pagination.

use crate::api::{NextPage as LoweredNext, PageFrom, PageTo};
use crate::rust::model::{NextPage, PageVariant, Pages};

use super::symbols::{ITEMS, PAGE_FROM, PAGE_TO, PAGES, PAGING};
use super::{Plan, types};

/// The pagination of an operation, if it has pages.
pub(super) fn pages(plan: &Plan<'_>, index: usize) -> Option<Pages> {
    let paging = plan.api.operations[index].paging.as_ref()?;
    let next = match &paging.next {
        LoweredNext::Token(to, from) => NextPage::Token(self::to(to), self::from(from)),
        LoweredNext::Url(from) => NextPage::Url(self::from(from)),
        LoweredNext::Offset(to) => NextPage::Offset(self::to(to)),
        LoweredNext::Number(to, first) => NextPage::Number(self::to(to), *first),
    };
    let items = (!paging.items.is_empty()).then(|| ("items", paging.items.clone()));
    let more = paging.more.clone().map(|place| ("more", place));
    let total = paging.total.clone().map(|place| ("total", place));
    let count = paging.count.clone().map(|place| ("count", place));
    let count_header = paging.count_header.clone().map(|name| ("count_header", name));
    let size = paging.size.clone().map(|place| ("size", place));
    Some(Pages {
        description: plan.names.operations[index].pages.clone().unwrap_or_default(),
        next,
        places: [items, more, total, count, count_header, size].into_iter().flatten().collect(),
        item: types::of(plan, paging.item),
        paging: plan.symbols.of(PAGING),
        to: plan.symbols.of(PAGE_TO),
        from: plan.symbols.of(PAGE_FROM),
        pages: plan.symbols.of(PAGES),
        items: plan.symbols.of(ITEMS),
    })
}

fn to(to: &PageTo) -> PageVariant {
    match to {
        PageTo::Query(name) => ("Query", Some(name.clone())),
        PageTo::Body(pointer) => ("Body", Some(pointer.clone())),
    }
}

fn from(from: &PageFrom) -> PageVariant {
    match from {
        PageFrom::Body(pointer) => ("Body", Some(pointer.clone())),
        PageFrom::LastItem(pointer) => ("LastItem", Some(pointer.clone())),
        PageFrom::Header(name) => ("Header", Some(name.clone())),
        PageFrom::Link => ("Link", None),
    }
}
