//! An authenticator as a browser and a device are together: keys of P-256, real signatures, what WebAuthn's level 3
//! says of the bytes. It can also be told to misbehave.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const MAY_BE_COPIED: u8 = 0x08;
const COPIED: u8 = 0x10;
const NEW_KEY: u8 = 0x40;

pub struct Authenticator {
    key: EcdsaKeyPair,
    pub credential: Vec<u8>,
    /// Where its browser is.
    pub origin: String,
    /// The place that it answers for.
    pub place: String,
    /// Whether its owner shows a finger or a PIN.
    pub verifies: bool,
    /// Whether its keys are on other devices, too.
    pub copied: bool,
    pub counter: u32,
}

impl Authenticator {
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        let credential = Sha256::digest(key.public_key().as_ref())[..24].to_vec();
        let place = origin.split("://").nth(1).unwrap().split(':').next().unwrap().to_owned();
        Self { key, credential, origin: origin.to_owned(), place, verifies: true, copied: false, counter: 1 }
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let mut flags = PRESENT | more;
        if self.verifies {
            flags |= VERIFIED;
        }
        if self.copied {
            flags |= MAY_BE_COPIED | COPIED;
        }
        [&Sha256::digest(&self.place)[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["challenge"];
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    /// Makes a passkey, as `navigator.credentials.create` does.
    pub fn create(&self, options: &Value) -> String {
        let point = self.key.public_key().as_ref();
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(&point[1..33]);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(&point[33..65]);
        let length = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let data = [&self.data(NEW_KEY)[..], &[0; 16], &length, &self.credential, &key].concat();
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        self.answer(json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(self.client_data("webauthn.create", options)),
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
            "transports": ["internal"],
        }))
    }

    /// Shows it, as `navigator.credentials.get` does; `owner` is what it was told when it was made.
    pub fn get(&mut self, options: &Value, owner: &str) -> String {
        self.counter += 1;
        let (data, client) = (self.data(0), self.client_data("webauthn.get", options));
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(signature.as_ref()),
            "userHandle": owner,
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = URL_SAFE_NO_PAD.encode(&self.credential);
        json!({
            "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {}, "response": response,
        })
        .to_string()
    }
}
