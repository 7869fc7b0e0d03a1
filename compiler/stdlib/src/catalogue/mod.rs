//! What can be set, and of what: every setting, every signature scheme and every kind of channel, as data.
//!
//! In: nothing. Out: the specs. The checker reads blocks of settings by them; completion, hover, the refusal of unknown settings and
//! the manual's tables are made from them; the server verifies and the effects send by them. A test of each joins its own code with the
//! specs, in both directions. Not done here: reading a value, and what a setting does to a request.
//!
//! - [`setting`]: what a setting is. [`settings`]: those of constructs that are not schemes or channels.
//! - [`scheme`]: what a scheme of `verify` is. [`schemes`]: one file a scheme, one line a scheme in the table.
//! - [`channel`]: what a kind of channel is. [`channels`]: one file a kind, one line a kind in the table.
//! - [`owner`]: whose settings stand in a block.
//! - [`words`]: words of the language that are not settings, and what each is for.
//! - [`manual`]: the tables of the manual.

mod channel;
mod channels;
mod form;
mod manual;
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
pub use form::{Algorithm, Encoding, HmacForm, SignedPart, TimestampWindow};
pub use manual::{Table, tables};
pub use owner::Owner;
pub use scheme::{Check, SchemeSpec, Written};
pub use schemes::{GITHUB, HMAC, SCHEMES, scheme, unbuilt_schemes};
pub use setting::{BodyForm, HeaderValue, Markup, Sent, SettingKind, SettingSpec, is_html};
pub use unbuilt::Unbuilt;
pub use words::{BODIES, SIGNED, Word};
