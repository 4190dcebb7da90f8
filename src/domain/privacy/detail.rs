//! Which kinds of private details there are, and what is shown in their place.

/// A private detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A telephone number, or any number long enough to be one.
    Phone,
    /// An email address.
    Email,
    /// A payment card's number.
    CardNumber,
    /// The customer's name.
    Name,
    /// A house and street, or a postcode.
    Address,
}

impl Detail {
    /// What stands in its place.
    pub fn stands_in(self) -> &'static str {
        match self {
            Self::Phone => "phone number hidden",
            Self::Email => "email address hidden",
            Self::CardNumber => "card number hidden",
            Self::Name => "name hidden",
            Self::Address => "address hidden",
        }
    }
}
