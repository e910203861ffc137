//! A place as a row: read from either database, and bound to a statement of either.

use std::collections::HashMap;

use domain::{
    CategoryId, Coordinate, DistrictId, LocalText, Place, PlaceId,
    place::{AsOf, PostalAddress},
};
use portal::ports::StoreError;
use sqlx::{ColumnIndex, Database, Decode, Encode, Row, Type, query::Query};
use thiserror::Error;

use crate::{place_columns as columns, pool::failed};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A stored value that this version has no meaning for.
#[derive(Debug, Error)]
#[error("`{value}` has no meaning in column `{column}`")]
struct Meaningless {
    column: &'static str,
    value: String,
}

/// Identifiers that thousands of places share are kept once.
#[derive(Default)]
pub(crate) struct Shared {
    categories: HashMap<String, CategoryId>,
    districts: HashMap<String, DistrictId>,
}

impl Shared {
    fn category(&mut self, id: &str) -> CategoryId {
        one_of(&mut self.categories, id, CategoryId::new)
    }

    fn district(&mut self, id: &str) -> DistrictId {
        one_of(&mut self.districts, id, DistrictId::new)
    }
}

fn one_of<T: Clone>(known: &mut HashMap<String, T>, id: &str, new: impl Fn(&str) -> T) -> T {
    if let Some(found) = known.get(id) {
        return found.clone();
    }
    let made = new(id);
    known.insert(id.to_owned(), made.clone());
    made
}

/// The values of a row, taken one after the other in the order of [`columns::COLUMNS`].
struct Values<'r, R> {
    row: &'r R,
    next: usize,
}

impl<'r, R: Row> Values<'r, R>
where
    usize: ColumnIndex<R>,
{
    fn take<T: Decode<'r, R::Database> + Type<R::Database>>(&mut self) -> Result<T, sqlx::Error> {
        self.next += 1;
        self.row.try_get(self.next - 1)
    }

    fn text(&mut self) -> Result<Option<String>, sqlx::Error>
    where
        &'r str: Decode<'r, R::Database> + Type<R::Database>,
    {
        Ok(self.take::<Option<&str>>()?.map(str::to_owned))
    }

    /// Takes a text and gives it a meaning.
    fn parsed<T>(&mut self, parse: impl Fn(Option<&str>) -> Option<T>) -> Result<T, Cause>
    where
        &'r str: Decode<'r, R::Database> + Type<R::Database>,
    {
        let column = columns::COLUMNS[self.next];
        let text = self.take::<Option<&str>>()?;
        parse(text).ok_or_else(|| {
            let value = text.unwrap_or_default().to_owned();
            Meaningless { column, value }.into()
        })
    }
}

/// Reads a place; the error names the record.
pub(crate) fn read<'r, R: Row>(row: &'r R, shared: &mut Shared) -> Result<Place, StoreError>
where
    usize: ColumnIndex<R>,
    &'r str: Decode<'r, R::Database> + Type<R::Database>,
    f64: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
{
    read_values(Values { row, next: 0 }, shared).map_err(|source| StoreError::Unreadable {
        record: row.try_get::<&str, _>(0).unwrap_or("?").to_owned(),
        source,
    })
}

/// Reads a place and the data set it belongs to.
pub(crate) fn read_owned<'r, R: Row>(
    row: &'r R,
    shared: &mut Shared,
) -> Result<(String, Place), StoreError>
where
    usize: ColumnIndex<R>,
    &'r str: Decode<'r, R::Database> + Type<R::Database>,
    f64: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
{
    let dataset: &str = row.try_get(columns::DATASET).map_err(failed)?;
    Ok((dataset.to_owned(), read(row, shared)?))
}

fn read_values<'r, R: Row>(mut row: Values<'r, R>, shared: &mut Shared) -> Result<Place, Cause>
where
    usize: ColumnIndex<R>,
    &'r str: Decode<'r, R::Database> + Type<R::Database>,
    f64: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
{
    // The fields of a literal are evaluated in the order they are written: the order of the columns.
    Ok(Place {
        id: PlaceId::from_origin(row.take::<&str>()?),
        origin: row.take::<&str>()?.to_owned(),
        category: shared.category(row.take::<&str>()?),
        name: row.text()?,
        address: PostalAddress {
            street: row.text()?,
            house_number: row.text()?,
            postcode: row.text()?,
            town: row.text()?,
        },
        near_street: row.text()?,
        position: Coordinate::new(row.take()?, row.take()?)?,
        accuracy: row.parsed(|text| columns::accuracy(text?))?,
        district: row.take::<Option<&str>>()?.map(|id| shared.district(id)),
        opening_hours: row.text()?,
        opening_hours_as_of: row.parsed(|text| match text {
            None => Some(None),
            Some(text) => AsOf::parse(text).map(Some),
        })?,
        phone: row.text()?,
        website: row.text()?,
        wheelchair: row.parsed(columns::wheelchair)?,
        wheelchair_note: row.text()?,
        fee: row.take()?,
        fee_note: row.text()?,
        euro_key: row.take()?,
        glass_colours: row.parsed(|text| columns::glass_colours(text?))?,
        capacity: row.take::<Option<i64>>()?.map(u32::try_from).transpose()?,
        capacity_disabled: row.take::<Option<i64>>()?.map(u32::try_from).transpose()?,
        operator: row.text()?,
        note: match (row.text()?, row.text()?) {
            (Some(de), Some(en)) => Some(LocalText { de, en }),
            _ => None,
        },
        source: row.take::<&str>()?.to_owned(),
        as_of: row.parsed(|text| AsOf::parse(text?))?,
    })
}

/// Binds the values of a place in the order of [`columns::COLUMNS`].
pub(crate) fn bind<'q, DB: Database>(
    statement: Query<'q, DB, DB::Arguments>,
    dataset: &'q str,
    place: &'q Place,
) -> Query<'q, DB, DB::Arguments>
where
    &'q str: Encode<'q, DB> + Type<DB>,
    Option<&'q str>: Encode<'q, DB> + Type<DB>,
    String: Encode<'q, DB> + Type<DB>,
    f64: Encode<'q, DB> + Type<DB>,
    Option<i64>: Encode<'q, DB> + Type<DB>,
    Option<bool>: Encode<'q, DB> + Type<DB>,
{
    statement
        .bind(place.id.as_str())
        .bind(place.origin.as_str())
        .bind(place.category.as_str())
        .bind(place.name.as_deref())
        .bind(place.address.street.as_deref())
        .bind(place.address.house_number.as_deref())
        .bind(place.address.postcode.as_deref())
        .bind(place.address.town.as_deref())
        .bind(place.near_street.as_deref())
        .bind(place.position.lat())
        .bind(place.position.lon())
        .bind(columns::accuracy_text(place.accuracy))
        .bind(place.district.as_ref().map(DistrictId::as_str))
        .bind(place.opening_hours.as_deref())
        .bind(place.opening_hours_as_of.as_ref().map(AsOf::as_str))
        .bind(place.phone.as_deref())
        .bind(place.website.as_deref())
        .bind(columns::wheelchair_text(place.wheelchair))
        .bind(place.wheelchair_note.as_deref())
        .bind(place.fee)
        .bind(place.fee_note.as_deref())
        .bind(place.euro_key)
        .bind(columns::glass_colours_text(&place.glass_colours))
        .bind(place.capacity.map(i64::from))
        .bind(place.capacity_disabled.map(i64::from))
        .bind(place.operator.as_deref())
        .bind(place.note.as_ref().map(|note| note.de.as_str()))
        .bind(place.note.as_ref().map(|note| note.en.as_str()))
        .bind(place.source.as_str())
        .bind(place.as_of.as_str())
        .bind(dataset)
}
