//! The available settings and their owners: every setting, every signature scheme and every kind of
//! channel, as data.
//!
//! In: nothing. Out: the specs. The checker reads blocks of settings according to them. Completion,
//! hover, the errors for unknown settings and the manual's tables are generated from them. The
//! server verifies requests and the effects send messages according to them; a test of each
//! compares its code with the specs, in both directions. Not done here: reading values, and the
//! effect of a setting on a request.
//!
//! - [`setting`]: the spec of a setting. [`settings`]: the settings of constructs other than
//!   schemes and channels.
//! - [`scheme`]: the spec of a `verify` scheme. [`schemes`]: each scheme is one file and one line
//!   in the table.
//! - [`channel`]: the spec of a kind of channel. [`channels`]: each kind is one file and one line
//!   in the table.
//! - [`owner`]: the owners of blocks of settings.
//! - [`words`]: keywords that are not settings, with their docs.

mod channel;
mod channels;
mod form;
mod owner;
mod scheme;
mod schemes;
mod setting;
mod settings;
#[cfg(test)]
mod tests;
mod unbuilt;
mod words;

pub use channel::{Bare, ChannelSpec, Delivery, Parts, WebhookDelivery};
pub use channels::{CHANNELS, EMAIL, SLACK, channel, unbuilt_channels};
pub use form::{
    Algorithm, Encoding, HmacForm, KeyEncoding, Labels, SignedPart, Source, TimeUnit,
    TimestampWindow,
};
pub use owner::Owner;
pub use scheme::{Check, SchemeSpec, Written};
pub use schemes::{GITHUB, HMAC, SCHEMES, scheme, unbuilt_schemes};
pub use setting::{BodyForm, HeaderValue, Markup, Sent, SettingKind, SettingSpec, is_html};
pub use unbuilt::Unbuilt;
pub use words::{BODIES, SIGNED, Word};
