//! Passkeys (WebAuthn): what a browser is asked, and whether what it answers is right. The cryptography is webauthn_rp's;
//! this file says what we ask of it: whoever uses a passkey shows it with a finger, a face or a PIN, on our own origin.

use crate::error::{Error, Result};
use std::convert::Infallible;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::{
    AllowedCredential, AllowedCredentials, AuthenticationVerificationOptions, NonDiscoverableCredentialRequestOptions,
};
use webauthn_rp::request::register::{
    AuthenticatorSelectionCriteria, Nickname, PublicKeyCredentialUserEntity, RegistrationVerificationOptions,
    ResidentKeyRequirement, UserHandle, Username,
};
use webauthn_rp::request::{
    AsciiDomain, Credentials, PublicKeyCredentialDescriptor, RpId, UserVerificationRequirement,
};
use webauthn_rp::response::auth::{DiscoverableAuthentication, NonDiscoverableAuthentication};
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, Backup, CredentialId};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthenticationServerState, DiscoverableCredentialRequestOptions,
    NonDiscoverableAuthenticationServerState, PublicKeyCredentialCreationOptions, Registration,
    RegistrationServerState,
};

/// Bytes of what an authenticator calls its owner: an organisation's id and a member's.
pub const OWNER_BYTES: usize = 32;

type Owner = UserHandle<OWNER_BYTES>;
type PublicKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// What browsers know this service by.
#[derive(Clone, Debug)]
pub struct Place {
    host: String,
    origin: String,
}

impl Place {
    /// The place behind a public URL; none for a bare IP address, to which browsers tie no passkey.
    pub fn of(public_url: &str) -> Option<Self> {
        let origin = public_url.trim_end_matches('/');
        let (_, authority) = origin.split_once("://")?;
        let host = authority.split(':').next()?;
        let digits = host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let named = !authority.starts_with('[') && !digits;
        named.then(|| Self { host: host.to_owned(), origin: origin.to_owned() })
    }

    fn id(&self) -> Result<RpId> {
        AsciiDomain::try_from(self.host.clone())
            .map(RpId::Domain)
            .map_err(|cause| Error::internal("The public URL can't be a passkey's place.").with_source(cause))
    }
}

/// A passkey as it is kept. The columns' bytes are webauthn_rp's own encoding.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What the authenticator calls it, up to 1,023 bytes.
    pub credential: Vec<u8>,
    /// How it is reached, as a set of bits.
    pub transports: u8,
    /// The public key and what was settled when it was made.
    pub fixed: Vec<u8>,
    /// The counter, whether it is copied to other devices, how it is attached: seven bytes that change with use.
    pub changing: Vec<u8>,
}

impl Kept {
    /// Whether its owner's other devices have it, too.
    pub fn is_copied(&self) -> bool {
        changing(&self.changing).is_ok_and(|state| state.backup == Backup::Exists)
    }

    /// How often it was used, as far as it counts; 0 for one that doesn't.
    pub fn counter(&self) -> u32 {
        changing(&self.changing).map_or(0, |state| state.sign_count)
    }
}

/// A question to a browser, and what must be remembered until it answers.
#[derive(Debug)]
pub struct Question {
    /// The options as JSON, with bytes in base64url.
    pub options: serde_json::Value,
    /// For [`made`], [`used`] and [`used_by`].
    pub state: Vec<u8>,
}

fn broken(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::internal("A passkey can't be read or asked for.").with_source(cause)
}

fn infallible<T>(outcome: std::result::Result<T, Infallible>) -> T {
    match outcome {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

fn changing(bytes: &[u8]) -> Result<DynamicState> {
    let bytes = <[u8; 7]>::try_from(bytes).map_err(broken)?;
    DynamicState::decode(bytes).map_err(broken)
}

fn described(kept: &Kept) -> Result<PublicKeyCredentialDescriptor<Vec<u8>>> {
    Ok(PublicKeyCredentialDescriptor {
        id: CredentialId::decode(kept.credential.clone()).map_err(broken)?,
        transports: AuthTransports::decode(kept.transports).map_err(broken)?,
    })
}

/// Asks for a new passkey. `known` are the owner's others: no authenticator keeps two.
///
/// # Errors
/// `Internal` when one of `known` can't be read.
pub fn ask_for_new(
    place: &Place,
    owner: [u8; OWNER_BYTES],
    (email, name): (&str, &str),
    known: &[Kept],
) -> Result<Question> {
    let (id, owner) = (place.id()?, infallible(Owner::decode(owner)));
    let blank = PublicKeyCredentialUserEntity::from(&owner);
    let user = PublicKeyCredentialUserEntity {
        name: Username::try_from(email.to_owned()).unwrap_or(blank.name),
        id: &owner,
        display_name: Nickname::try_from(name.to_owned()).ok(),
    };
    let known = known.iter().map(described).collect::<Result<Vec<_>>>()?;
    let mut options = PublicKeyCredentialCreationOptions::passkey(&id, user, known);
    // A key of metal that holds few passkeys is welcome, too: as a second step it needs no room of its own. Nor is an
    // authenticator sent away that can't promise what we look at with each answer, that its owner was there.
    options.authenticator_selection = AuthenticatorSelectionCriteria {
        resident_key: ResidentKeyRequirement::Preferred,
        ..options.authenticator_selection
    };
    options.extensions = Default::default();
    let (state, asked) = options.start_ceremony().map_err(broken)?;
    let mut options = serde_json::to_value(&asked).map_err(broken)?;
    if let Some(ours) = options.get_mut("rp").and_then(|rp| rp.get_mut("name")) {
        *ours = "Smilecard".into();
    }
    Ok(Question { options, state: state.encode().map_err(broken)? })
}

/// The new passkey in an answer; none when the answer isn't right.
///
/// # Errors
/// `Internal` when the state can't be read.
pub fn made(place: &Place, state: &[u8], answer: &str) -> Result<Option<Kept>> {
    let state = RegistrationServerState::<OWNER_BYTES>::decode(state).map_err(broken)?;
    let Ok(answer) = Registration::from_json_relaxed(answer.as_bytes()) else { return Ok(None) };
    let origins = [place.origin.as_str()];
    let options = RegistrationVerificationOptions::<&str, &str> {
        allowed_origins: &origins,
        error_on_unsolicited_extensions: false,
        ..RegistrationVerificationOptions::default()
    };
    Ok(match state.verify(&place.id()?, &answer, &options) {
        Ok(credential) => Some(Kept {
            credential: credential.id().as_ref().to_vec(),
            transports: infallible(credential.transports().encode()),
            fixed: infallible(credential.static_state().encode()),
            changing: infallible(credential.dynamic_state().encode()).to_vec(),
        }),
        Err(cause) => {
            tracing::info!(%cause, "a new passkey was refused");
            None
        }
    })
}

/// Asks for any passkey that an authenticator has for us: it tells whose it is.
///
/// # Errors
/// `Internal` when the question can't be written.
pub fn ask_for_any(place: &Place) -> Result<Question> {
    let id = place.id()?;
    let (state, asked) = DiscoverableCredentialRequestOptions::passkey(&id).start_ceremony().map_err(broken)?;
    Ok(Question { options: serde_json::to_value(&asked).map_err(broken)?, state: state.encode().map_err(broken)? })
}

/// Asks for one of these passkeys.
///
/// # Errors
/// `Internal` when one of them can't be read or there is none.
pub fn ask_for(place: &Place, known: &[Kept]) -> Result<Question> {
    let id = place.id()?;
    let mut allowed = AllowedCredentials::with_capacity(known.len());
    for kept in known {
        allowed.push(AllowedCredential::from(described(kept)?));
    }
    let mut options = NonDiscoverableCredentialRequestOptions::second_factor(&id, allowed).map_err(broken)?;
    options.options().user_verification = UserVerificationRequirement::Required;
    let (state, asked) = options.start_ceremony().map_err(broken)?;
    Ok(Question { options: serde_json::to_value(&asked).map_err(broken)?, state: state.encode().map_err(broken)? })
}

/// What the authenticator calls the passkey that an answer was made with; none when that can't be read.
pub fn credential_of(answer: &str) -> Option<Vec<u8>> {
    let answer = NonDiscoverableAuthentication::<OWNER_BYTES>::from_json_relaxed(answer.as_bytes()).ok()?;
    Some(answer.raw_id().as_ref().to_vec())
}

/// Whether the answer to [`ask_for_any`] was made with this passkey by its owner: then its bytes that change with use.
///
/// # Errors
/// `Internal` when state or passkey can't be read.
pub fn used_by(
    place: &Place,
    state: &[u8],
    answer: &str,
    (owner, kept): ([u8; OWNER_BYTES], &Kept),
) -> Result<Option<Vec<u8>>> {
    let state = DiscoverableAuthenticationServerState::decode(state).map_err(broken)?;
    let Ok(answer) = DiscoverableAuthentication::<OWNER_BYTES>::from_json_relaxed(answer.as_bytes()) else {
        return Ok(None);
    };
    let (id, owner, origins) = (place.id()?, infallible(Owner::decode(owner)), [place.origin.as_str()]);
    let mut credential = opened(&owner, kept)?;
    let options = checks(&origins);
    Ok(seen(state.verify(&id, &answer, &mut credential, &options), &credential))
}

/// The same for the answer to [`ask_for`].
///
/// # Errors
/// As [`used_by`].
pub fn used(
    place: &Place,
    state: &[u8],
    answer: &str,
    (owner, kept): ([u8; OWNER_BYTES], &Kept),
) -> Result<Option<Vec<u8>>> {
    let state = NonDiscoverableAuthenticationServerState::decode(state).map_err(broken)?;
    let Ok(answer) = NonDiscoverableAuthentication::<OWNER_BYTES>::from_json_relaxed(answer.as_bytes()) else {
        return Ok(None);
    };
    let (id, owner, origins) = (place.id()?, infallible(Owner::decode(owner)), [place.origin.as_str()]);
    let mut credential = opened(&owner, kept)?;
    let options = checks(&origins);
    Ok(seen(state.verify(&id, &answer, &mut credential, &options), &credential))
}

/// Our own origin, in no frame of another's; a counter that goes backwards is refused, for then there are two of it.
fn checks<'a>(origins: &'a [&'a str]) -> AuthenticationVerificationOptions<'a, 'a, &'a str, &'a str> {
    AuthenticationVerificationOptions {
        allowed_origins: origins,
        error_on_unsolicited_extensions: false,
        ..AuthenticationVerificationOptions::default()
    }
}

type Opened<'a> = AuthenticatedCredential<'a, 'a, OWNER_BYTES, PublicKey>;

fn opened<'a>(owner: &'a Owner, kept: &'a Kept) -> Result<Opened<'a>> {
    let id = CredentialId::<&[u8]>::decode(&kept.credential).map_err(broken)?;
    let fixed = StaticState::<PublicKey>::decode(&kept.fixed).map_err(broken)?;
    AuthenticatedCredential::new(id, owner, fixed, changing(&kept.changing)?).map_err(broken)
}

fn seen<C: std::fmt::Display>(outcome: std::result::Result<bool, C>, credential: &Opened<'_>) -> Option<Vec<u8>> {
    match outcome {
        Ok(_) => Some(infallible(credential.dynamic_state().encode()).to_vec()),
        Err(cause) => {
            tracing::warn!(%cause, "a passkey's answer was refused");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_is_tied_to_a_name_and_to_no_address() {
        let place = Place::of("https://cards.example:8443/").unwrap();
        assert_eq!((place.host.as_str(), place.origin.as_str()), ("cards.example", "https://cards.example:8443"));
        assert!(Place::of("http://localhost:8080").is_some());
        assert!(Place::of("http://127.0.0.1:8080").is_none());
        assert!(Place::of("http://[::1]:8080").is_none());
    }

    #[test]
    fn every_question_asks_for_its_owner_to_be_there() {
        let place = Place::of("https://cards.example").unwrap();
        let new = ask_for_new(&place, [7; OWNER_BYTES], ("ruth@larkspur.example", "Ruth Calder"), &[]).unwrap().options;
        assert_eq!(new["rp"], serde_json::json!({"name": "Smilecard", "id": "cards.example"}));
        assert_eq!(new["user"]["name"], "ruth@larkspur.example");
        assert_eq!(new["authenticatorSelection"]["userVerification"], "required");
        assert_eq!(new["attestation"], "none");
        let any = ask_for_any(&place).unwrap().options;
        assert_eq!((&any["userVerification"], &any["rpId"]), (&"required".into(), &"cards.example".into()));
        assert_ne!(any["challenge"], ask_for_any(&place).unwrap().options["challenge"]);
        assert!(ask_for(&place, &[]).is_err(), "nobody is asked for nothing");
    }
}
