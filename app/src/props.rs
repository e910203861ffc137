//! How the browser reads what the server wrote beside an isle.
//!
//! The server writes JSON by serde. The browser lets JavaScript parse it and takes the fields out of
//! the result: serde's half for reading would be a fifth of the whole client.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// Something that can be taken out of parsed JSON.
pub trait Props: Sized {
    /// `None` when it is something else.
    fn read(value: &JsValue) -> Option<Self>;
}

/// Says how a struct is read: `props!(Name { field, … })`, each field under its own name.
macro_rules! props {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::props::Props for $name {
            fn read(_value: &wasm_bindgen::JsValue) -> Option<Self> {
                Some(Self { $($field: $crate::props::field(_value, stringify!($field))?),* })
            }
        }
    };
}
pub(crate) use props;

/// A field of an object.
pub(crate) fn field<T: Props>(value: &JsValue, name: &str) -> Option<T> {
    T::read(&Reflect::get(value, &name.into()).ok()?)
}

impl Props for String {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl Props for f64 {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64()
    }
}

impl Props for bool {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the server wrote it from the same type"
)]
impl Props for usize {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|number| number as Self)
    }
}

impl Props for u8 {
    fn read(value: &JsValue) -> Option<Self> {
        usize::read(value)?.try_into().ok()
    }
}

impl<T: Props> Props for Option<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_undefined() || value.is_null() {
            return Some(None);
        }
        T::read(value).map(Some)
    }
}

impl<T: Props> Props for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if !Array::is_array(value) {
            return None;
        }
        Array::from(value)
            .iter()
            .map(|item| T::read(&item))
            .collect()
    }
}

impl<T: Props> Props for [T; 2] {
    fn read(value: &JsValue) -> Option<Self> {
        Vec::read(value)?.try_into().ok()
    }
}

impl Props for domain::Locale {
    fn read(value: &JsValue) -> Option<Self> {
        let tag = value.as_string()?;
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }
}
