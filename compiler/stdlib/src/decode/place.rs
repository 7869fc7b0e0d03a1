//! Data from outside, decoded into a [`Place`].

use std::borrow::Cow;

use super::{
    Charset, DecodeError, Part, Problem, Shape, form_at, json_at, multipart_at, pairs_at,
    text_value,
};
use crate::failure::Failure;
use crate::memory::Place;
use crate::schema::Constant;

impl Place<'_> {
    /// Decodes JSON by its shape, like [`json_at`]. Texts are copied unless `octets` lies in the
    /// body that the context holds.
    ///
    /// # Errors
    /// If the bytes do not fit, need more memory than there is, or the shape does not store values
    /// of this place's type.
    pub fn json(&mut self, shape: &Shape, octets: &[u8]) -> Result<(), DecodeError> {
        let address = self.target(shape)?;
        json_at(self.context(), shape, octets, address)
    }

    /// Decodes a form by its shape, like [`form_at`]. Texts are copied unless `octets` lies in the
    /// body that the context holds.
    ///
    /// # Errors
    /// As for [`json`](Self::json).
    pub fn form(
        &mut self,
        shape: &Shape,
        octets: &[u8],
        charset: Charset,
    ) -> Result<(), DecodeError> {
        let address = self.target(shape)?;
        form_at(self.context(), shape, octets, charset, address)
    }

    /// Decodes the parts of a multipart body by its shape, like [`multipart_at`].
    ///
    /// # Errors
    /// As for [`json`](Self::json).
    pub fn multipart(&mut self, shape: &Shape, parts: &[Part<'_>]) -> Result<(), DecodeError> {
        let address = self.target(shape)?;
        multipart_at(self.context(), shape, parts, address)
    }

    /// Decodes the parts of a multipart body by its shape into memory that nothing reads.
    ///
    /// # Errors
    /// As for [`check_json`](Self::check_json).
    pub fn check_multipart(
        &mut self,
        shape: &Shape,
        parts: &[Part<'_>],
    ) -> Result<(), DecodeError> {
        let address = self.unread(shape)?;
        multipart_at(self.context(), shape, parts, address)
    }

    /// Decodes named texts, such as query parameters, by their shape, like [`pairs_at`].
    ///
    /// # Errors
    /// As for [`json`](Self::json).
    pub fn pairs<'p>(
        &mut self,
        shape: &Shape,
        pairs: impl Iterator<Item = (Cow<'p, [u8]>, Cow<'p, [u8]>)>,
        defaults: &[Option<Constant>],
        charset: Charset,
    ) -> Result<(), DecodeError> {
        let address = self.target(shape)?;
        pairs_at(self.context(), shape, pairs, defaults, charset, address)
    }

    /// Decodes a single value from text, such as a path parameter, like [`text_value`].
    ///
    /// # Errors
    /// As for [`json`](Self::json).
    pub fn scalar(&mut self, shape: &Shape, text: &str) -> Result<(), DecodeError> {
        let address = self.target(shape)?;
        text_value(self.context(), shape, text, address)
    }

    /// Decodes JSON by its shape into memory that nothing reads, for a body that is only checked.
    ///
    /// # Errors
    /// If the bytes do not fit, or need more memory than there is.
    pub fn check_json(&mut self, shape: &Shape, octets: &[u8]) -> Result<(), DecodeError> {
        let address = self.unread(shape)?;
        json_at(self.context(), shape, octets, address)
    }

    /// Decodes named texts by their shape into memory that nothing reads.
    ///
    /// # Errors
    /// As for [`check_json`](Self::check_json).
    pub fn check_pairs<'p>(
        &mut self,
        shape: &Shape,
        pairs: impl Iterator<Item = (Cow<'p, [u8]>, Cow<'p, [u8]>)>,
        defaults: &[Option<Constant>],
        charset: Charset,
    ) -> Result<(), DecodeError> {
        let address = self.unread(shape)?;
        pairs_at(self.context(), shape, pairs, defaults, charset, address)
    }

    /// Decodes a form by its shape into memory that nothing reads.
    ///
    /// # Errors
    /// As for [`check_json`](Self::check_json).
    pub fn check_form(
        &mut self,
        shape: &Shape,
        octets: &[u8],
        charset: Charset,
    ) -> Result<(), DecodeError> {
        let address = self.unread(shape)?;
        form_at(self.context(), shape, octets, charset, address)
    }

    fn unread(&mut self, shape: &Shape) -> Result<u64, Problem> {
        Ok(self.context().allocate(shape.words())?)
    }

    fn target(&self, shape: &Shape) -> Result<u64, Problem> {
        if !shape.stores(self.ty()) {
            let message = format!("a value does not fit its place: decoded for {}", self.ty());
            return Err(Failure::internal(message).into());
        }
        Ok(self.address())
    }
}
