//! Certificates, valid and not, in DER.
//!
//! The crates that make certificates need a younger Rust than this one. See
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1>.

use std::net::IpAddr;

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

/// What a certificate says.
#[derive(Clone, Copy)]
pub(super) struct Claims {
    /// The name or the address of its host.
    pub(super) host: &'static str,
    /// The years in which it begins and ends to be valid.
    pub(super) years: [u16; 2],
    pub(super) is_authority: bool,
    pub(super) is_for_clients_only: bool,
}

impl Claims {
    pub(super) const fn of(host: &'static str) -> Self {
        Self { host, years: [2020, 4000], is_authority: false, is_for_clients_only: false }
    }
}

/// A certificate and its key.
pub(super) struct Identity {
    pub(super) certificate: Vec<u8>,
    /// In PKCS #8.
    pub(super) key: Vec<u8>,
}

impl Identity {
    pub(super) fn signed_by_itself(claims: Claims) -> Self {
        let (pair, key) = new_key();
        let name = name(claims.host);
        Self { certificate: certificate(claims, &name, &pair, &name, &pair), key }
    }
}

/// An authority that signs certificates.
pub(super) struct Authority {
    name: Vec<u8>,
    key: EcdsaKeyPair,
    pub(super) certificate: Vec<u8>,
}

impl Authority {
    pub(super) fn new(host: &'static str) -> Self {
        let (key, _) = new_key();
        let name = name(host);
        let claims = Claims { is_authority: true, ..Claims::of(host) };
        let certificate = certificate(claims, &name, &key, &name, &key);
        Self { name, key, certificate }
    }

    pub(super) fn sign(&self, claims: Claims) -> Identity {
        let (pair, key) = new_key();
        let subject = name(claims.host);
        let certificate = certificate(claims, &subject, &pair, &self.name, &self.key);
        Identity { certificate, key }
    }
}

/// The text of a certificate in a file.
pub(super) fn pem(certificate: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in certificate.chunks(48) {
        for bytes in line.chunks(3) {
            let bits =
                (0..3).fold(0, |bits, at| bits << 8 | usize::from(*bytes.get(at).unwrap_or(&0)));
            for digit in 0..4 {
                let digit = (digit <= bytes.len()).then(|| DIGITS[bits >> (18 - 6 * digit) & 63]);
                text.push(char::from(digit.unwrap_or(b'=')));
            }
        }
        text.push('\n');
    }
    text + "-----END CERTIFICATE-----\n"
}

fn new_key() -> (EcdsaKeyPair, Vec<u8>) {
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
    let key = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap().as_ref().to_vec();
    (EcdsaKeyPair::from_pkcs8(algorithm, &key, &random).unwrap(), key)
}

fn certificate(
    claims: Claims,
    subject: &[u8],
    key: &EcdsaKeyPair,
    issuer: &[u8],
    signer: &EcdsaKeyPair,
) -> Vec<u8> {
    let algorithm = sequence(&[ECDSA_WITH_SHA256]);
    let validity = claims.years.map(|year| der(0x18, format!("{year}0101000000Z").as_bytes()));
    let public_key = [&[0], key.public_key().as_ref()].concat();
    let to_sign = sequence(&[
        &der(0xa0, &der(INTEGER, &[2])),
        &der(INTEGER, &[1]),
        &algorithm,
        issuer,
        &sequence(&[&validity[0], &validity[1]]),
        subject,
        &sequence(&[&sequence(&[EC_PUBLIC_KEY, P_256]), &der(BIT_STRING, &public_key)]),
        &der(0xa3, &extensions(claims)),
    ]);
    let signature = signer.sign(&SystemRandom::new(), &to_sign).unwrap();
    let signature = [&[0], signature.as_ref()].concat();
    sequence(&[&to_sign, &algorithm, &der(BIT_STRING, &signature)])
}

fn extensions(claims: Claims) -> Vec<u8> {
    let host = match claims.host.parse() {
        Ok(IpAddr::V4(ip)) => der(0x87, &ip.octets()),
        Ok(IpAddr::V6(ip)) => der(0x87, &ip.octets()),
        Err(_) => der(0x82, claims.host.as_bytes()),
    };
    let mut extensions = extension(SUBJECT_ALT_NAME, &sequence(&[&host]));
    if claims.is_authority {
        let is_authority = sequence(&[&der(0x01, &[0xff])]);
        extensions.extend(extension(BASIC_CONSTRAINTS, &is_authority));
    }
    if claims.is_for_clients_only {
        extensions.extend(extension(EXTENDED_KEY_USAGE, &sequence(&[CLIENT_AUTH])));
    }
    sequence(&[&extensions])
}

fn extension(id: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[id, &der(0x04, value)])
}

fn name(common_name: &str) -> Vec<u8> {
    let attribute = sequence(&[COMMON_NAME, &der(0x0c, common_name.as_bytes())]);
    sequence(&[&der(0x31, &attribute)])
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    der(0x30, &parts.concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    let head = match length {
        [0, short @ 0..128] => vec![tag, short],
        [0, long] => vec![tag, 0x81, long],
        [first, second] => vec![tag, 0x82, first, second],
    };
    [&head, content].concat()
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;

// Object identifiers.
const ECDSA_WITH_SHA256: &[u8] = b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
const EC_PUBLIC_KEY: &[u8] = b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01";
const P_256: &[u8] = b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";
const COMMON_NAME: &[u8] = b"\x06\x03\x55\x04\x03";
const SUBJECT_ALT_NAME: &[u8] = b"\x06\x03\x55\x1d\x11";
const BASIC_CONSTRAINTS: &[u8] = b"\x06\x03\x55\x1d\x13";
const EXTENDED_KEY_USAGE: &[u8] = b"\x06\x03\x55\x1d\x25";
const CLIENT_AUTH: &[u8] = b"\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x02";
