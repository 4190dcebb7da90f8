//! How the words of the domain lie in a column: ids as 16 bytes, enums as words, moments as UTC microseconds.

use crate::domain::ids::{
    ActId, AgentId, CardId, CorrectionId, DigestId, DisputeId, EventId, FormId, InboundId, JobId, LetterId, MemberId,
    OrganisationId, PasskeyId, ReplyId, SubscriptionId, TeamId,
};
use crate::domain::{
    About, AgentAct, Cadence, Kind, KindFrom, Outcome, Polarity, Role, Said, SecondFactor, Settled, Shows, Source,
    Status, Step, Via,
};
use crate::error::{Error, Result};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, Queryable};
use diesel::expression::AsExpression;
use diesel::internal::derives::as_expression::Bound;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{Binary, Nullable, Text};
use jiff::Timestamp;

/// A moment as a column keeps it.
pub fn micros(moment: Timestamp) -> i64 {
    moment.as_microsecond()
}

/// The moment that a column keeps.
///
/// # Errors
/// `Internal` for a number outside the range of years that exist.
pub fn moment(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros)
        .map_err(|cause| Error::internal("A stored moment can't be read.").with_source(cause))
}

/// Lets a type stand in queries as `$sql`, whole or nullable, owned or borrowed.
macro_rules! expression {
    ($type:ty, $sql:ty) => {
        impl AsExpression<$sql> for $type {
            type Expression = Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl AsExpression<Nullable<$sql>> for $type {
            type Expression = Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl<'a> AsExpression<$sql> for &'a $type {
            type Expression = Bound<$sql, &'a $type>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl<'a> AsExpression<Nullable<$sql>> for &'a $type {
            type Expression = Bound<Nullable<$sql>, &'a $type>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl<DB> ToSql<Nullable<$sql>, DB> for $type
        where
            DB: Backend,
            Self: ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                ToSql::<$sql, DB>::to_sql(self, out)
            }
        }
        impl<DB, ST> Queryable<ST, DB> for $type
        where
            DB: Backend,
            ST: diesel::sql_types::SingleValue,
            Self: FromSql<ST, DB>,
        {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> {
                Ok(row)
            }
        }
    };
}

macro_rules! id_columns {
    ($($type:ty),+) => {$(
        expression!($type, Binary);
        impl<DB> ToSql<Binary, DB> for $type
        where
            DB: Backend,
            [u8]: ToSql<Binary, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                <[u8] as ToSql<Binary, DB>>::to_sql(self.as_bytes(), out)
            }
        }
        impl<DB> FromSql<Binary, DB> for $type
        where
            DB: Backend,
            Vec<u8>: FromSql<Binary, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let bytes = <Vec<u8> as FromSql<Binary, DB>>::from_sql(bytes)?;
                Ok(Self::from_uuid(uuid::Uuid::from_slice(&bytes)?))
            }
        }
    )+};
}

macro_rules! word_columns {
    ($($type:ty),+) => {$(
        expression!($type, Text);
        impl<DB> ToSql<Text, DB> for $type
        where
            DB: Backend,
            str: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                <str as ToSql<Text, DB>>::to_sql(self.word(), out)
            }
        }
        impl<DB> FromSql<Text, DB> for $type
        where
            DB: Backend,
            String: FromSql<Text, DB>,
        {
            fn from_sql(word: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let word = <String as FromSql<Text, DB>>::from_sql(word)?;
                Self::from_word(&word).ok_or_else(|| format!("a column holds the unknown word {word:?}").into())
            }
        }
    )+};
}

id_columns!(
    ActId,
    AgentId,
    CardId,
    CorrectionId,
    DigestId,
    DisputeId,
    EventId,
    FormId,
    InboundId,
    JobId,
    LetterId,
    MemberId,
    OrganisationId,
    ReplyId,
    PasskeyId,
    SubscriptionId,
    TeamId
);
word_columns!(
    About,
    AgentAct,
    Cadence,
    Kind,
    KindFrom,
    Outcome,
    Polarity,
    Role,
    Said,
    SecondFactor,
    Settled,
    Shows,
    Source,
    Status,
    Step,
    Via
);
