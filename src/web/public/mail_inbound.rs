//! `POST /mail/inbound`: a letter as it is, from whoever knows the secret: a mail service's webhook or a script. The
//! recipient stands in the address (`?recipient=…&sender=…`) or in `Smilecard-Recipient` and `Smilecard-Sender`. The
//! secret comes as a bearer token, or as a signature that can't be used again after five minutes:
//!
//! `Smilecard-Signature: t=SECONDS,v1=HEX`, the HMAC-SHA-256 over `SECONDS LF recipient LF sender LF` and the letter.
//!
//! 200 comes after the commit. Whatever isn't 2xx was not stored.

use crate::config::Secret;
use crate::domain::Via;
use crate::error::{Error, Kind, Result};
use crate::services::arrivals::{self, Arrival, LARGEST};
use crate::store::{Raw, RawWriter};
use crate::web::blocking::blocking;
use crate::web::error::status;
use crate::web::peer;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Seconds that a signature may be old, or early by a clock that is wrong.
const FRESH_FOR: i64 = 300;

/// The envelope, when it stands in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    recipient: Option<String>,
    sender: Option<String>,
}

/// Takes a letter.
pub async fn take(
    request: HttpRequest,
    state: web::Data<State>,
    asked: web::Query<Asked>,
    body: web::Payload,
) -> HttpResponse {
    let (code, said) = match receive(&request, &state, asked.into_inner(), body).await {
        Ok(id) => (StatusCode::OK, serde_json::json!({ "stored": id })),
        Err(error) => (code(error.kind()), serde_json::json!({ "error": error.message() })),
    };
    let mut answer = HttpResponse::build(code);
    answer.insert_header((CACHE_CONTROL, "no-store"));
    if code == StatusCode::SERVICE_UNAVAILABLE {
        answer.insert_header((RETRY_AFTER, "30"));
    }
    answer.json(said)
}

/// A program has no page to sign in on.
fn code(kind: Kind) -> StatusCode {
    if kind == Kind::Unauthenticated { StatusCode::UNAUTHORIZED } else { status(kind) }
}

async fn receive(request: &HttpRequest, state: &State, asked: Asked, body: web::Payload) -> Result<String> {
    let Some(secret) = &state.config.mail_in.http_secret else {
        return Err(Error::not_found("There is nothing under this address."));
    };
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let recipient = asked.recipient.or_else(|| header("smilecard-recipient"));
    let sender = asked.sender.or_else(|| header("smilecard-sender"));
    let bearer = header(AUTHORIZATION.as_str());
    let mut proof =
        match (bearer.as_deref().and_then(|value| value.strip_prefix("Bearer ")), header("smilecard-signature")) {
            (Some(token), _) if same(token.as_bytes(), secret.expose().as_bytes()) => None,
            (None, Some(signature)) => {
                let envelope = (recipient.as_deref().unwrap_or(""), sender.as_deref().unwrap_or("-"));
                Some(Proof::begin(&signature, secret, envelope, state.clock.now().as_second())?)
            }
            _ => return Err(unknown()),
        };
    let recipient = recipient.ok_or_else(|| Error::invalid("Say whom the letter is for: ?recipient=ADDRESS."))?;
    let raw = read(body, RawWriter::new(state.config.spool()), &mut proof).await?;
    if let Some(proof) = proof {
        proof.holds()?;
    }
    let peer = Some(peer::address(request, &state.config.server));
    let arrival = Arrival { recipient, sender, raw, via: Via::Http, peer, hello: None };
    let now = state.clock.now();
    let id = state.database.write_async(move |connection| arrivals::receive(connection, &arrival, now)).await?;
    (state.ring)();
    Ok(id.to_string())
}

/// Lays the body on paper as it comes.
async fn read(mut body: web::Payload, mut paper: RawWriter, proof: &mut Option<Proof>) -> Result<Raw> {
    let mut size = 0_usize;
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|cause| Error::invalid("The letter broke off.").with_source(cause))?;
        size += piece.len();
        if size > LARGEST {
            // Read on for a while: a client that is still sending doesn't hear an answer.
            if size > 2 * LARGEST {
                break;
            }
            continue;
        }
        if let Some(proof) = proof {
            proof.mac.update(&piece);
        }
        paper.push(&piece);
        if paper.is_full() {
            paper = blocking(move || paper.spill().map(|()| paper)).await?;
        }
    }
    if size > LARGEST {
        return Err(Error::new(Kind::TooLarge, "The letter is larger than 25 MB."));
    }
    blocking(move || paper.finish()).await
}

/// A signature that is being checked while the letter comes.
struct Proof {
    mac: Hmac<Sha256>,
    claimed: Vec<u8>,
}

impl Proof {
    fn begin(signature: &str, secret: &Secret, envelope: (&str, &str), now: i64) -> Result<Self> {
        let part =
            |name: &str| signature.split(',').find_map(|part| part.trim().strip_prefix(name)).ok_or_else(unknown);
        let (at, claimed) = (part("t=")?, from_hex(part("v1=")?).ok_or_else(unknown)?);
        if at.parse::<i64>().is_ok_and(|at| at.abs_diff(now) > FRESH_FOR.unsigned_abs()) {
            return Err(Error::new(Kind::Unauthenticated, "This signature is too old; is the clock right?"));
        }
        at.parse::<i64>().map_err(|_| unknown())?;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).map_err(|_| unknown())?;
        mac.update(format!("{at}\n{}\n{}\n", envelope.0, envelope.1).as_bytes());
        Ok(Self { mac, claimed })
    }

    fn holds(self) -> Result<()> {
        self.mac.verify_slice(&self.claimed).map_err(|_| unknown())
    }
}

fn unknown() -> Error {
    Error::new(Kind::Unauthenticated, "Who is this? Send the secret as a bearer token, or sign the letter with it.")
}

/// Compares hashes, so that the time taken tells nothing of the length either.
fn same(one: &[u8], other: &[u8]) -> bool {
    bool::from(Sha256::digest(one).ct_eq(&Sha256::digest(other)))
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}
