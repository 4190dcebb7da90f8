//! The tags that we put behind the separator of an address of ours, so that what comes back finds its place: `r.…` for
//! an answer to a card, `b.…` for a letter that could not be delivered, `m.…` for a member's answer to a letter of theirs.
//! Each carries an id and a signature; nobody can make one for another id. `u.…` stops a letter: it carries the secret of
//! the link that stops it, which nobody can guess. In lower-case letters and digits, for mail servers may change the case.

use super::ids::{CardId, LetterId, OrganisationId};
use super::token::{SigningKey, readable};
use uuid::Uuid;

/// 64 bits: each guess costs a letter.
const SIGNATURE: usize = 8;

/// Bytes of an id, and of the secret of a link that stops a letter.
const ID: usize = 16;

/// RFC 5321, section 4.5.3.1.1.
const LONGEST_LOCAL: usize = 64;

/// What a tag of ours says, before its signature is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    what: What,
    id: Uuid,
    signature: [u8; SIGNATURE],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Reply,
    Bounce,
    Member,
    Stop,
}

impl What {
    fn letter(self) -> char {
        match self {
            Self::Reply => 'r',
            Self::Bounce => 'b',
            Self::Member => 'm',
            Self::Stop => 'u',
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Reply => "reply to a card",
            Self::Bounce => "bounce of a letter",
            Self::Member => "answer to a letter",
            // Its secret is its own proof: nothing is ever signed with this.
            Self::Stop => "wish to stop a letter",
        }
    }
}

/// The address to which an answer to a card comes; none where the address would be too long with its tag.
pub fn reply_address(
    key: &SigningKey,
    base: &str,
    separator: char,
    organisation: OrganisationId,
    card: CardId,
) -> Option<String> {
    address(key, base, separator, What::Reply, organisation, card.uuid())
}

/// The address to which a bounce of a letter comes; none where the address would be too long with its tag.
pub fn bounce_address(
    key: &SigningKey,
    base: &str,
    separator: char,
    organisation: OrganisationId,
    letter: LetterId,
) -> Option<String> {
    address(key, base, separator, What::Bounce, organisation, letter.uuid())
}

/// The address to which a member's answer to a letter comes; none where the address would be too long with its tag.
pub fn answer_address(
    key: &SigningKey,
    base: &str,
    separator: char,
    organisation: OrganisationId,
    letter: LetterId,
) -> Option<String> {
    address(key, base, separator, What::Member, organisation, letter.uuid())
}

/// The address to which a letter is sent to stop another one, whose link holds `token`; none for what is no such token,
/// and where the address would be too long with it.
pub fn stop_address(base: &str, separator: char, token: &str) -> Option<String> {
    let (local, domain) = base.rsplit_once('@')?;
    let token = readable(&from_readable(token, ID)?).to_lowercase();
    let local = format!("{local}{separator}{}.{token}", What::Stop.letter());
    (local.len() <= LONGEST_LOCAL).then(|| format!("{local}@{domain}"))
}

fn address(
    key: &SigningKey,
    base: &str,
    separator: char,
    what: What,
    organisation: OrganisationId,
    id: Uuid,
) -> Option<String> {
    let (local, domain) = base.rsplit_once('@')?;
    let mut bytes = id.as_bytes().to_vec();
    bytes.extend(sign(key, what, organisation, id));
    let local = format!("{local}{separator}{}.{}", what.letter(), readable(&bytes).to_lowercase());
    (local.len() <= LONGEST_LOCAL).then(|| format!("{local}@{domain}"))
}

fn sign(key: &SigningKey, what: What, organisation: OrganisationId, id: Uuid) -> [u8; SIGNATURE] {
    key.sign(what.purpose(), &[organisation.as_bytes(), id.as_bytes()].concat())
}

impl Tag {
    /// Reads what stands behind the separator; none for any other tag.
    pub fn read(text: &str) -> Option<Self> {
        let (letter, code) = text.split_once('.')?;
        let what = [What::Reply, What::Bounce, What::Member, What::Stop]
            .into_iter()
            .find(|what| letter.eq_ignore_ascii_case(what.letter().encode_utf8(&mut [0; 4])))?;
        if what == What::Stop {
            let secret = from_readable(code, ID)?;
            return Some(Self { what, id: Uuid::from_slice(&secret).ok()?, signature: [0; SIGNATURE] });
        }
        let bytes = from_readable(code, ID + SIGNATURE)?;
        let (id, signature) = bytes.split_at_checked(ID)?;
        Some(Self { what, id: Uuid::from_slice(id).ok()?, signature: signature.try_into().ok()? })
    }

    fn holds(&self, key: &SigningKey, organisation: OrganisationId) -> bool {
        // Compared whole, so that the time tells nothing about where a guess went wrong.
        let own = sign(key, self.what, organisation, self.id);
        own.iter().zip(self.signature).fold(0, |differs, (own, said)| differs | (own ^ said)) == 0
    }

    /// The card that this is an answer to, if we made the tag.
    pub fn card(&self, key: &SigningKey, organisation: OrganisationId) -> Option<CardId> {
        (self.what == What::Reply && self.holds(key, organisation)).then(|| CardId::from_uuid(self.id))
    }

    /// The letter that this answers, if we made the tag.
    pub fn answered(&self, key: &SigningKey, organisation: OrganisationId) -> Option<LetterId> {
        (self.what == What::Member && self.holds(key, organisation)).then(|| LetterId::from_uuid(self.id))
    }

    /// The secret of the link that stops a letter, if this is a wish to stop one: whose letter it is must be looked up.
    pub fn stops(&self) -> Option<String> {
        (self.what == What::Stop).then(|| readable(self.id.as_bytes()))
    }

    /// The letter that this is a bounce of, as it says itself: whose it is must be looked up.
    pub fn claimed_letter(&self) -> Option<LetterId> {
        (self.what == What::Bounce).then(|| LetterId::from_uuid(self.id))
    }

    /// The letter that this is a bounce of, if we made the tag.
    pub fn letter(&self, key: &SigningKey, organisation: OrganisationId) -> Option<LetterId> {
        self.claimed_letter().filter(|_| self.holds(key, organisation))
    }
}

/// Undoes [`readable`] for so many bytes; none for other letters, and for more or fewer.
fn from_readable(text: &str, bytes: usize) -> Option<Vec<u8>> {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    // An id and its signature are 39 letters, a secret alone 26.
    if text.len() != (bytes * 8).div_ceil(5) {
        return None;
    }
    let (mut out, mut held, mut bits) = (Vec::with_capacity(bytes), 0_u32, 0_u32);
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| known.eq_ignore_ascii_case(&letter))?;
        held = held << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    // The last letter holds more bits than are left: one address, one way to write it.
    (held & ((1 << bits) - 1) == 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> SigningKey {
        SigningKey::derive(b"a key of the tests")
    }

    fn tag_of(address: &str) -> Tag {
        Tag::read(address.split_once('+').unwrap().1.split_once('@').unwrap().0).unwrap()
    }

    proptest! {
        #[test]
        fn a_tag_comes_back_as_it_went_whatever_a_mail_server_does_to_its_case(card: u128, house: u128, other: u128) {
            let (card, house) = (CardId::from_uuid(Uuid::from_u128(card)), OrganisationId::from_uuid(Uuid::from_u128(house)));
            let address = reply_address(&key(), "cards@shop.example", '+', house, card).unwrap();
            prop_assert!(address.split('@').next().unwrap().len() <= 64);
            prop_assert_eq!(tag_of(&address).card(&key(), house), Some(card));
            let shouted = address.to_uppercase();
            prop_assert_eq!(tag_of(&shouted).card(&key(), house), Some(card));
            prop_assert_eq!(tag_of(&address).letter(&key(), house), None, "a reply is no bounce");
            let other = OrganisationId::from_uuid(Uuid::from_u128(other));
            prop_assert!(other == house || tag_of(&address).card(&key(), other).is_none());
            prop_assert_eq!(tag_of(&address).card(&SigningKey::derive(b"another"), house), None);
        }

        #[test]
        fn nothing_else_is_a_tag(text in "\\PC{0,60}") {
            let house = OrganisationId::from_uuid(Uuid::nil());
            prop_assert!(Tag::read(&text).is_none_or(|tag| tag.card(&key(), house).is_none()));
        }
    }

    #[test]
    fn a_wish_to_stop_a_letter_carries_the_secret_of_its_link_and_is_nothing_else() {
        let token = readable(&[7; 16]);
        let address = stop_address("cards@shop.example", '+', &token).unwrap();
        assert!(address.starts_with("cards+u.") && address.split('@').next().unwrap().len() <= 64, "{address}");
        for written in [address.clone(), address.to_uppercase()] {
            assert_eq!(tag_of(&written).stops(), Some(token.clone()));
        }
        let house = OrganisationId::from_uuid(Uuid::nil());
        let tag = tag_of(&address);
        assert!(tag.card(&key(), house).is_none() && tag.answered(&key(), house).is_none());
        assert!(tag.letter(&key(), house).is_none() && tag.claimed_letter().is_none());
        let reply = reply_address(&key(), "cards@shop.example", '+', house, CardId::from_uuid(Uuid::nil())).unwrap();
        assert_eq!(tag_of(&reply).stops(), None);
        for none in ["", "ABC", &format!("{token}0"), &token.replace('0', "!"), "../../etc"] {
            assert_eq!(stop_address("cards@shop.example", '+', none), None, "{none}");
        }
        let long = format!("{}@shop.example", "a".repeat(40));
        assert_eq!(stop_address(&long, '+', &token), None);
    }

    #[test]
    fn an_address_that_would_be_too_long_gets_no_tag() {
        let (house, letter) = (OrganisationId::from_uuid(Uuid::nil()), LetterId::from_uuid(Uuid::nil()));
        let long = format!("{}@shop.example", "a".repeat(40));
        assert_eq!(bounce_address(&key(), &long, '+', house, letter), None);
        assert!(bounce_address(&key(), "customer-feedback@shop.example", '+', house, letter).is_some());
    }
}
