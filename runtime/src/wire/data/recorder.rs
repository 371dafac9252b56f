//! The serializer that records a value as [`Data`].

use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::{
    self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};

use crate::wire::data::{Data, Mark};
use crate::wire::file;

/// What is in a value that has no text; to follow the name of what the value is for.
#[derive(Debug)]
pub(crate) struct Unsayable(String);

impl Display for Unsayable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsayable {}

impl ser::Error for Unsayable {
    fn custom<T: Display>(message: T) -> Self {
        Self(format!("cannot be written: {message}"))
    }
}

impl From<Unsayable> for String {
    fn from(error: Unsayable) -> Self {
        error.0
    }
}

impl Data {
    fn put_text(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.marks.push(Mark::Text(start..self.text.len()));
    }

    fn put_literal(&mut self, literal: &dyn Display) {
        let start = self.text.len();
        write!(self.text, "{literal}").expect("writing to a String cannot fail");
        self.marks.push(Mark::Literal(start..self.text.len()));
    }

    fn open(&mut self, mark: fn(usize) -> Mark) -> Open<'_> {
        self.marks.push(mark(0));
        let place = self.marks.len() - 1;
        Open { data: self, place, outer: None }
    }

    /// An object with one member, the name of a variant, whose value is a list or an object.
    fn open_variant(&mut self, variant: &str, mark: fn(usize) -> Mark) -> Open<'_> {
        let outer = self.open(Mark::Object).place;
        self.put_text(variant);
        Open { outer: Some(outer), ..self.open(mark) }
    }
}

/// A list or an object that is being recorded.
pub(crate) struct Open<'a> {
    data: &'a mut Data,
    /// Where its mark is.
    place: usize,
    /// Where the mark of the object is that holds it alone, if any does.
    outer: Option<usize>,
}

impl Open<'_> {
    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsayable> {
        value.serialize(&mut *self.data)
    }

    fn put_name<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Unsayable> {
        let place = self.data.marks.len();
        name.serialize(&mut *self.data)?;
        match self.data.marks.get(place..) {
            Some([Mark::Text(_) | Mark::Literal(_)]) => Ok(()),
            _ => Err(Unsayable("has a member whose name is not text".into())),
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

/// Methods that record a number or a boolean as it is displayed.
macro_rules! literals {
    ($($method:ident($Type:ty)),*) => {
        $(fn $method(self, value: $Type) -> Result<(), Unsayable> {
            self.put_literal(&value);
            Ok(())
        })*
    };
}

impl<'a> Serializer for &'a mut Data {
    type Ok = ();
    type Error = Unsayable;
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

    fn serialize_f32(self, value: f32) -> Result<(), Unsayable> {
        if !value.is_finite() {
            return self.serialize_f64(value.into());
        }
        self.put_literal(&value);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Unsayable> {
        if !value.is_finite() {
            return Err(Unsayable("is a number that is not finite".into()));
        }
        self.put_literal(&value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Unsayable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Unsayable> {
        self.put_text(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unsayable> {
        Err(Unsayable("has bytes that are neither text nor a `File`".into()))
    }

    fn serialize_none(self) -> Result<(), Unsayable> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unsayable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unsayable> {
        self.marks.push(Mark::Absent);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unsayable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unsayable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Unsayable> {
        if name != file::NAME {
            return value.serialize(self);
        }
        let place = self.marks.len();
        if let Some(file) = file::hand_over(|| value.serialize(&mut *self))? {
            // In place of the unit that it was written as.
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
    ) -> Result<(), Unsayable> {
        let mut open = self.open(Mark::Object);
        open.data.put_text(variant);
        open.put(value)?;
        open.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Unsayable> {
        Ok(self.open(Mark::List))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, Unsayable> {
        Ok(self.open(Mark::List))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Unsayable> {
        Ok(self.open(Mark::List))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Unsayable> {
        Ok(self.open_variant(variant, Mark::List))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, Unsayable> {
        Ok(self.open(Mark::Object))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Unsayable> {
        Ok(self.open(Mark::Object))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Unsayable> {
        Ok(self.open_variant(variant, Mark::Object))
    }
}

/// What records the elements of a list.
macro_rules! list {
    ($($Trait:ident :: $method:ident),*) => {
        $(impl $Trait for Open<'_> {
            type Ok = ();
            type Error = Unsayable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsayable> {
                self.put(value)
            }

            fn end(self) -> Result<(), Unsayable> {
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

/// What records the fields of a struct.
macro_rules! fields {
    ($($Trait:ident),*) => {
        $(impl $Trait for Open<'_> {
            type Ok = ();
            type Error = Unsayable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unsayable> {
                self.data.put_text(name);
                self.put(value)
            }

            fn end(self) -> Result<(), Unsayable> {
                self.close();
                Ok(())
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Unsayable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unsayable> {
        self.put_name(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsayable> {
        self.put(value)
    }

    fn end(self) -> Result<(), Unsayable> {
        self.close();
        Ok(())
    }
}
