use std::convert::Infallible;
use std::io;

use http_body_util::Full;
use hyper::body::Frame;
use tokio::runtime::Builder;
use tokio::sync::mpsc;

use super::*;

const LIMITS: Limits = Limits {
    bytes: 10,
    idle: Duration::from_millis(50),
    total: Duration::from_millis(120),
};

fn run<T>(future: impl Future<Output = T>) -> T {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// A body of pieces, with a pause before each.
struct Slow(mpsc::Receiver<Result<Frame<Bytes>, io::Error>>);

impl Body for Slow {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(cx)
    }
}

async fn slow(pieces: Vec<Result<&'static str, ()>>, pause: u64) -> Result<Bytes, BodyRefusal> {
    let (send, receive) = mpsc::channel(1);
    let sender = tokio::spawn(async move {
        for piece in pieces {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            let piece = piece.map(|text| Frame::data(Bytes::from(text)));
            let _ = send.send(piece.map_err(|()| io::Error::other("cut"))).await;
        }
    });
    let result = read(&HeaderMap::new(), Slow(receive), LIMITS).await;
    sender.abort();
    result
}

#[test]
fn one_piece_is_not_copied() {
    let sent = Bytes::from_static(b"0123456789");
    let got = run(read(&HeaderMap::new(), Full::new(sent.clone()), LIMITS)).unwrap();
    assert_eq!(got.as_ptr(), sent.as_ptr());
    let none = run(read(&HeaderMap::new(), Full::new(Bytes::new()), LIMITS)).unwrap();
    assert!(none.is_empty());
}

#[test]
fn pieces_are_joined_up_to_the_limit() {
    run(async {
        assert_eq!(
            slow(vec![Ok("01234"), Ok("56789")], 0).await.unwrap(),
            "0123456789"
        );
        let over = slow(vec![Ok("01234"), Ok("56789"), Ok("x")], 0).await;
        assert_eq!(over, Err(BodyRefusal::TooLarge));
    });
}

#[test]
fn a_declared_length_over_the_limit_is_refused_unread() {
    let body = Full::new(Bytes::from_static(b"0123456789x"));
    assert_eq!(
        run(read(&HeaderMap::new(), body, LIMITS)),
        Err(BodyRefusal::TooLarge)
    );
}

#[test]
fn a_slow_body_is_given_up() {
    run(async {
        assert_eq!(slow(vec![Ok("0")], 200).await, Err(BodyRefusal::TooSlow));
        let dripping = slow(vec![Ok("0"); 9], 30).await;
        assert_eq!(dripping, Err(BodyRefusal::TooSlow));
    });
}

#[test]
fn a_time_that_no_clock_reaches_is_long() {
    let limits = Limits {
        bytes: 10,
        idle: Duration::MAX,
        total: Duration::MAX,
    };
    let body = Full::new(Bytes::from_static(b"x"));
    assert_eq!(run(read(&HeaderMap::new(), body, limits)).unwrap(), "x");
}

#[test]
fn a_broken_body_is_refused() {
    run(async {
        assert_eq!(
            slow(vec![Ok("0"), Err(())], 0).await,
            Err(BodyRefusal::Broken)
        );
    });
}

#[test]
fn a_coding_that_is_not_understood_is_refused() {
    for (value, expected) in [
        ("identity", Ok(())),
        ("Identity", Ok(())),
        ("identity, gzip", Ok(())),
        ("compress", Err(BodyRefusal::Encoded)),
        ("gzip, compress", Err(BodyRefusal::Encoded)),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, value.parse().unwrap());
        let body = Full::new(Bytes::from_static(b"x"));
        assert_eq!(
            run(read(&headers, body, LIMITS)).map(|_| ()),
            expected,
            "{value}"
        );
    }
}

#[test]
fn trailers_are_dropped() {
    let frames = [
        Frame::data(Bytes::from_static(b"x")),
        Frame::trailers(HeaderMap::new()),
    ];
    let body = Frames(frames.into_iter().collect());
    assert_eq!(run(read(&HeaderMap::new(), body, LIMITS)).unwrap(), "x");
}

struct Frames(std::collections::VecDeque<Frame<Bytes>>);

impl Body for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        std::task::Poll::Ready(self.0.pop_front().map(Ok))
    }
}
