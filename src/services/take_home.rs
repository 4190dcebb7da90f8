//! What an agent takes home: their own praise, in the customers' words as they may read them, signed by the house, so
//! that whoever is shown it can check that nothing was added. The key is made of the instance's own secret, one for
//! each organisation; no other is kept. What an agent may not see is not in it: no customer's name, no colleague's card.

use super::agent_page;
use super::directory::House;
use crate::domain::Viewer;
use crate::domain::ids::{AgentId, OrganisationId};
use crate::domain::token::SigningKey;
use crate::domain::wording::{Words, trail};
use crate::error::{Error, Result};
use crate::store::{AnyConnection, organisations};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

/// Says what a file is, and by which rules it is signed.
const FORMAT: &str = "smilecard praise 1";

/// A larger file is no copy of ours.
pub const LARGEST: usize = 2_000_000;

/// A signed copy. The signature is over the compact JSON of `said`, its fields in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedPraise {
    /// What is signed.
    pub said: Praise,
    /// The public key, Ed25519, in base 64.
    pub key: String,
    /// The signature, Ed25519 (RFC 8032), in base 64.
    pub signature: String,
}

/// An agent's praise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Praise {
    /// `smilecard praise 1`
    pub format: String,
    /// The organisation's name.
    pub organisation: String,
    /// The agent's name.
    pub name: String,
    /// The day on which it was made, ISO 8601.
    pub made: String,
    /// The cards, newest first.
    pub cards: Vec<PraiseCard>,
}

/// One card of praise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PraiseCard {
    /// The day on which it came, ISO 8601.
    pub day: String,
    /// "by the form"
    pub came: String,
    /// The customer's words; private details are hidden.
    pub words: String,
}

/// A copy for reading: what is signed, and each card's words with the agent's name marked.
#[derive(Clone, Debug)]
pub struct TakeHome {
    /// What is signed.
    pub praise: Praise,
    /// The words of each card, in the same order.
    pub words: Vec<Words>,
}

/// Gathers an agent's own praise.
///
/// # Errors
/// `NotFound` when there is no such agent.
pub fn gather(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (agent, house): (AgentId, &House),
    now: Timestamp,
) -> Result<TakeHome> {
    let (name, smiles) = agent_page::all_praise(connection, viewer, agent)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let zone = crate::domain::calendar::zone(&house.organisation.zone)?;
    let day = |moment: Timestamp| moment.to_zoned(zone.clone()).date().to_string();
    let card = |smile: &agent_page::Smile| PraiseCard {
        day: day(smile.received_at),
        came: trail::by(smile.source).to_owned(),
        words: smile.words.plain.clone(),
    };
    let cards = smiles.iter().map(card).collect();
    let praise = Praise { format: FORMAT.to_owned(), organisation: organisation.name, name, made: day(now), cards };
    Ok(TakeHome { praise, words: smiles.into_iter().map(|smile| smile.words).collect() })
}

fn pair(key: &SigningKey, organisation: OrganisationId) -> Result<Ed25519KeyPair> {
    let seed: [u8; 32] = key.sign("praise", organisation.as_bytes());
    Ed25519KeyPair::from_seed_unchecked(&seed)
        .map_err(|cause| Error::internal(format!("The key for praise can't be made: {cause}.")))
}

/// The public key of an organisation, in base 64.
///
/// # Errors
/// `Internal` when it can't be made.
pub fn public_key(key: &SigningKey, organisation: OrganisationId) -> Result<String> {
    Ok(STANDARD.encode(pair(key, organisation)?.public_key().as_ref()))
}

/// Signs a copy.
///
/// # Errors
/// `Internal` when it can't be signed.
pub fn sign(key: &SigningKey, organisation: OrganisationId, said: Praise) -> Result<SignedPraise> {
    let pair = pair(key, organisation)?;
    let signature = STANDARD.encode(pair.sign(&bytes(&said)?).as_ref());
    Ok(SignedPraise { said, key: STANDARD.encode(pair.public_key().as_ref()), signature })
}

fn bytes(said: &Praise) -> Result<Vec<u8>> {
    serde_json::to_vec(said).map_err(|cause| Error::internal("This can't be written down.").with_source(cause))
}

/// Reads a copy and checks that its signature is right: that nothing was changed since whoever holds the key signed it.
///
/// # Errors
/// `Invalid` with what is wrong.
pub fn verify(text: &str) -> Result<SignedPraise> {
    let wrong = |said: &str| Error::invalid(said);
    if text.len() > LARGEST {
        return Err(wrong("This is too large to be a copy of praise."));
    }
    let copy: SignedPraise = serde_json::from_str(text.trim()).map_err(|cause| {
        wrong("This is no signed copy of praise. Take the whole file, as it was saved.").with_source(cause)
    })?;
    if copy.said.format != FORMAT {
        return Err(wrong("This copy is of a kind that this version doesn't know."));
    }
    let (key, signature) = (STANDARD.decode(&copy.key), STANDARD.decode(&copy.signature));
    let (Ok(key), Ok(signature)) = (key, signature) else {
        return Err(wrong("The key or the signature of this copy can't be read."));
    };
    UnparsedPublicKey::new(&ED25519, key)
        .verify(&bytes(&copy.said)?, &signature)
        .map_err(|_| wrong("The signature is wrong: something in this copy was changed after it was signed."))?;
    Ok(copy)
}

/// The organisation of this instance whose key signed a copy; none when it was signed elsewhere.
///
/// # Errors
/// Those of the database.
pub fn signed_here(connection: &mut AnyConnection, key: &SigningKey, copy: &SignedPraise) -> Result<Option<String>> {
    for organisation in organisations::all(connection)? {
        if public_key(key, organisation.id)? == copy.key {
            return Ok(Some(organisation.name));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_true_until_a_letter_of_it_is_changed() {
        let now = "2026-11-17T10:00:00Z".parse().unwrap();
        let (key, organisation) = (SigningKey::derive(b"secret"), OrganisationId::at(now));
        let card =
            PraiseCard { day: "2026-11-14".into(), came: "by the form".into(), words: "So kind, “Ana”.".into() };
        let said = Praise {
            format: FORMAT.into(),
            organisation: "Larkspur".into(),
            name: "Ana Reyes".into(),
            made: "2026-11-17".into(),
            cards: vec![card],
        };
        let copy = sign(&key, organisation, said).unwrap();
        let text = serde_json::to_string_pretty(&copy).unwrap();
        assert_eq!(verify(&text).unwrap(), copy);
        assert_eq!(public_key(&key, organisation).unwrap(), copy.key);
        for (from, to) in [("So kind", "So very kind"), ("Ana Reyes", "Ann Reyes"), ("2026-11-14", "2026-11-15")] {
            assert!(verify(&text.replace(from, to)).is_err(), "{from}");
        }
        let other = sign(&SigningKey::derive(b"other"), organisation, copy.said.clone()).unwrap();
        let mixed = SignedPraise { key: other.key, ..copy };
        assert!(verify(&serde_json::to_string(&mixed).unwrap()).is_err());
        assert!(verify("{}").is_err() && verify("").is_err());
    }
}
