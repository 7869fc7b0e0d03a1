//! Owned values of the runtime: requests and outputs of steps consist of them.

use bytes::Bytes;

use super::decoder::Decoder;
use super::encoder::Encoder;
use super::error::CodecError;

/// An owned value that can be encoded. Equal values have equal encodings.
pub trait Encode {
    /// Writes the value.
    ///
    /// # Errors
    /// If it is too large or has no encoding.
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError>;
}

/// An owned value that can be decoded.
pub trait Decode: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// If the bytes are not an encoding that [`Encode`] writes for such a value.
    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, CodecError>;
}

/// The complete encoding of one value, at most `limit` bytes.
///
/// # Errors
/// As for [`Encode::encode`].
pub fn encode<T: Encode + ?Sized>(value: &T, limit: usize) -> Result<Vec<u8>, CodecError> {
    let mut encoder = Encoder::new(limit);
    value.encode(&mut encoder)?;
    Ok(encoder.finish())
}

/// The value of a complete encoding.
///
/// # Errors
/// As for [`Decode::decode`], and if bytes are left.
pub fn decode<T: Decode>(octets: &[u8]) -> Result<T, CodecError> {
    let mut decoder = Decoder::new(octets)?;
    let value = T::decode(&mut decoder)?;
    decoder.finish()?;
    Ok(value)
}

impl Encode for bool {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.bool(*self)
    }
}

impl Decode for bool {
    fn decode(decoder: &mut Decoder<'_>) -> Result<bool, CodecError> {
        decoder.bool()
    }
}

/// Encoded verbatim, so that a list of bytes has the same encoding as [`Bytes`].
impl Encode for u8 {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.octet(*self)
    }
}

impl Decode for u8 {
    fn decode(decoder: &mut Decoder<'_>) -> Result<u8, CodecError> {
        decoder.octet()
    }
}

macro_rules! unsigned {
    ($($ty:ident),*) => {$(
        impl Encode for $ty {
            fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
                encoder.unsigned(u64::from(*self))
            }
        }

        impl Decode for $ty {
            fn decode(decoder: &mut Decoder<'_>) -> Result<$ty, CodecError> {
                let at = decoder.at();
                $ty::try_from(decoder.unsigned()?).map_err(|_| CodecError::Integer { at })
            }
        }
    )*};
}

unsigned!(u16, u32, u64);

impl Encode for i64 {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.int(*self)
    }
}

impl Decode for i64 {
    fn decode(decoder: &mut Decoder<'_>) -> Result<i64, CodecError> {
        decoder.int()
    }
}

impl Encode for f64 {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.float(*self)
    }
}

impl Decode for f64 {
    fn decode(decoder: &mut Decoder<'_>) -> Result<f64, CodecError> {
        decoder.float()
    }
}

impl Encode for str {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.text(self)
    }
}

impl Encode for String {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.text(self)
    }
}

impl Decode for String {
    fn decode(decoder: &mut Decoder<'_>) -> Result<String, CodecError> {
        Ok(decoder.text()?.into())
    }
}

impl Decode for Box<str> {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Box<str>, CodecError> {
        Ok(decoder.text()?.into())
    }
}

impl Encode for Bytes {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.octets(self)
    }
}

impl Decode for Bytes {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Bytes, CodecError> {
        Ok(Bytes::copy_from_slice(decoder.octets()?))
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        (**self).encode(encoder)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        (**self).encode(encoder)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Box<T>, CodecError> {
        T::decode(decoder).map(Box::new)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.bool(self.is_some())?;
        self.as_ref().map_or(Ok(()), |value| value.encode(encoder))
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Option<T>, CodecError> {
        decoder.bool()?.then(|| T::decode(decoder)).transpose()
    }
}

impl<T: Encode, E: Encode> Encode for Result<T, E> {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.bool(self.is_ok())?;
        match self {
            Ok(value) => value.encode(encoder),
            Err(error) => error.encode(encoder),
        }
    }
}

impl<T: Decode, E: Decode> Decode for Result<T, E> {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Result<T, E>, CodecError> {
        Ok(if decoder.bool()? {
            Ok(T::decode(decoder)?)
        } else {
            Err(E::decode(decoder)?)
        })
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.unsigned(self.len() as u64)?;
        self.iter().try_for_each(|value| value.encode(encoder))
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        self.as_slice().encode(encoder)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Vec<T>, CodecError> {
        let count = decoder.count()?;
        (0..count).map(|_| T::decode(decoder)).collect()
    }
}

impl<A: Encode, B: Encode> Encode for (A, B) {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        self.0.encode(encoder)?;
        self.1.encode(encoder)
    }
}

impl<A: Decode, B: Decode> Decode for (A, B) {
    fn decode(decoder: &mut Decoder<'_>) -> Result<(A, B), CodecError> {
        Ok((A::decode(decoder)?, B::decode(decoder)?))
    }
}
