//! For statements that every card pays for.

use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::prelude::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use std::marker::PhantomData;

/// A statement whose text is always the same and that is therefore prepared once. diesel doesn't know that of one with
/// `ON CONFLICT`: it would write the text anew for each card, to look it up. `Name` is a type that no other such
/// statement has: it finds the prepared one.
pub(super) struct Prepared<Name, Statement>(Statement, PhantomData<Name>);

impl<Name, Statement> Prepared<Name, Statement> {
    pub(super) fn new(statement: Statement) -> Self {
        Self(statement, PhantomData)
    }
}

impl<Name: 'static, Statement> QueryId for Prepared<Name, Statement> {
    type QueryId = Prepared<Name, ()>;
}

impl<Name, Database: Backend, Statement: QueryFragment<Database>> QueryFragment<Database>
    for Prepared<Name, Statement>
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Database>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

impl<Name, Connection, Statement> RunQueryDsl<Connection> for Prepared<Name, Statement> {}
