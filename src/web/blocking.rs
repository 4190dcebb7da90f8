//! Work that waits for the database or takes its time, on a thread that may.

use crate::error::{Error, Result};
use actix_web::web;

/// Does it and comes back with what it gave.
///
/// # Errors
/// Those of the work; `Unavailable` when the service stops before it was done.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    web::block(work).await.map_err(|cause| {
        Error::unavailable("The service is stopping. Please try again in a minute.").with_source(cause)
    })?
}
