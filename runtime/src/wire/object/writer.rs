//! [`Writer`]: writes the properties of an object.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::wire::number::OfNumbers;

/// Writes properties one after another, and keeps the first error until the end, so that a field mapping needs no `?`.
#[doc(hidden)]
pub struct Writer<S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
}

impl<S: Serializer> Writer<S> {
    /// Begins an object.
    pub(crate) fn new(serializer: S) -> Result<Self, S::Error> {
        let map = serializer.serialize_map(None)?;
        Ok(Self { map: Ok(map) })
    }

    /// Writes a property.
    pub(crate) fn write<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.map
            && let Err(error) = map.serialize_entry(name, &OfNumbers(value))
        {
            self.map = Err(error);
        }
    }

    /// Ends the object.
    pub(crate) fn finish(self) -> Result<S::Ok, S::Error> {
        self.map?.end()
    }
}
