//! The serializer that records a value as [`Data`].

use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::{
    self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};

use crate::wire::data::{Data, Mark};
use crate::wire::file;

/// Why a value cannot be encoded, as a predicate that follows the name of the parameter.
#[derive(Debug)]
pub(crate) struct RecordError(String);

impl Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RecordError {}

impl ser::Error for RecordError {
    fn custom<T: Display>(message: T) -> Self {
        Self(format!("cannot be written: {message}"))
    }
}

impl From<RecordError> for String {
    fn from(error: RecordError) -> Self {
        error.0
    }
}

impl Data {
    fn put_string(&mut self, string: &str) {
        let start = self.recorded.len();
        self.recorded.push_str(string);
        self.marks.push(Mark::String(start..self.recorded.len()));
    }

    fn put_literal(&mut self, literal: &dyn Display) {
        let start = self.recorded.len();
        write!(self.recorded, "{literal}").expect("writing to a String cannot fail");
        self.marks.push(Mark::Literal(start..self.recorded.len()));
    }

    fn open(&mut self, mark: fn(usize) -> Mark) -> Open<'_> {
        self.marks.push(mark(0));
        let place = self.marks.len() - 1;
        Open { data: self, place, outer: None }
    }

    /// Begins an object with one property, the name of a variant, whose value is a list or an object.
    fn open_variant(&mut self, variant: &str, mark: fn(usize) -> Mark) -> Open<'_> {
        let outer = self.open(Mark::Object).place;
        self.put_string(variant);
        Open { outer: Some(outer), ..self.open(mark) }
    }
}

/// A list or an object that is being recorded.
pub(crate) struct Open<'a> {
    data: &'a mut Data,
    /// The index of its mark.
    place: usize,
    /// The index of the mark of the object around it, for a variant.
    outer: Option<usize>,
}

impl Open<'_> {
    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), RecordError> {
        value.serialize(&mut *self.data)
    }

    fn put_name<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), RecordError> {
        let place = self.data.marks.len();
        name.serialize(&mut *self.data)?;
        match self.data.marks.get(place..) {
            Some([Mark::String(_) | Mark::Literal(_)]) => Ok(()),
            _ => Err(RecordError("has a property whose name is not a string".into())),
        }
    }

    fn close(self) {
        let end = self.data.marks.len();
        for place in [Some(self.place), self.outer].into_iter().flatten() {
            if let Some(Mark::List(open) | Mark::Object(open)) = self.data.marks.get_mut(place) {
                *open = end;
            }
        }
    }
}

/// Methods that record a number or a boolean by its `Display`.
macro_rules! literals {
    ($($method:ident($Type:ty)),*) => {
        $(fn $method(self, value: $Type) -> Result<(), RecordError> {
            self.put_literal(&value);
            Ok(())
        })*
    };
}

impl<'a> Serializer for &'a mut Data {
    type Ok = ();
    type Error = RecordError;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    literals!(
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_i128(i128),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_u128(u128)
    );

    fn serialize_f32(self, value: f32) -> Result<(), RecordError> {
        if !value.is_finite() {
            return self.serialize_f64(value.into());
        }
        self.put_literal(&value);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), RecordError> {
        if !value.is_finite() {
            return Err(RecordError("is a number that is not finite".into()));
        }
        self.put_literal(&value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), RecordError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), RecordError> {
        self.put_string(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), RecordError> {
        Err(RecordError("has bytes that are neither a string nor a `File`".into()))
    }

    fn serialize_none(self) -> Result<(), RecordError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), RecordError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), RecordError> {
        self.marks.push(Mark::Absent);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), RecordError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), RecordError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), RecordError> {
        if name != file::NAME {
            return value.serialize(self);
        }
        let place = self.marks.len();
        if let Some(file) = file::hand_over(|| value.serialize(&mut *self))? {
            // It replaces the unit that the file was serialized as.
            self.marks.truncate(place);
            self.marks.push(Mark::File(self.files.len()));
            self.files.push(file);
        }
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), RecordError> {
        let mut open = self.open(Mark::Object);
        open.data.put_string(variant);
        open.put(value)?;
        open.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, RecordError> {
        Ok(self.open(Mark::List))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, RecordError> {
        Ok(self.open(Mark::List))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, RecordError> {
        Ok(self.open(Mark::List))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, RecordError> {
        Ok(self.open_variant(variant, Mark::List))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, RecordError> {
        Ok(self.open(Mark::Object))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, RecordError> {
        Ok(self.open(Mark::Object))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, RecordError> {
        Ok(self.open_variant(variant, Mark::Object))
    }
}

/// Records the elements of a list.
macro_rules! list {
    ($($Trait:ident :: $method:ident),*) => {
        $(impl $Trait for Open<'_> {
            type Ok = ();
            type Error = RecordError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), RecordError> {
                self.put(value)
            }

            fn end(self) -> Result<(), RecordError> {
                self.close();
                Ok(())
            }
        })*
    };
}

list!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

/// Records the fields of a struct.
macro_rules! fields {
    ($($Trait:ident),*) => {
        $(impl $Trait for Open<'_> {
            type Ok = ();
            type Error = RecordError;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), RecordError> {
                self.data.put_string(name);
                self.put(value)
            }

            fn end(self) -> Result<(), RecordError> {
                self.close();
                Ok(())
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = RecordError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), RecordError> {
        self.put_name(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), RecordError> {
        self.put(value)
    }

    fn end(self) -> Result<(), RecordError> {
        self.close();
        Ok(())
    }
}
