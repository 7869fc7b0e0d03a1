use proptest::prelude::*;

use super::*;

/// The bytes that reach hyper if the stream arrives in pieces of that size.
fn through(stream: &[u8], piece: usize) -> (Vec<u8>, bool) {
    let mut guard = Guard::new();
    let mut passed = Vec::new();
    for piece in stream.chunks(piece.max(1)) {
        let mut piece = piece.to_vec();
        match guard.inspect(&mut piece) {
            Verdict::Pass => passed.extend_from_slice(&piece),
            Verdict::Spoil(good) => {
                passed.extend_from_slice(&piece[..good]);
                return (passed, false);
            }
            Verdict::Break(good) => {
                passed.extend_from_slice(&piece[..good]);
                return (passed, true);
            }
        }
    }
    (passed, false)
}

fn passes(stream: &str) -> bool {
    let verdicts: Vec<_> = [1, 2, 3, 7, 10_000]
        .iter()
        .map(|piece| through(stream.as_bytes(), *piece) == (stream.as_bytes().to_vec(), false))
        .collect();
    assert!(
        verdicts.iter().all(|verdict| *verdict == verdicts[0]),
        "{stream:?}: {verdicts:?}"
    );
    verdicts[0]
}

#[test]
fn requests_with_one_reading_pass() {
    for stream in [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length:0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: \tChunked \r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\na\nb\r\n\0GET / HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\n\n\0Content-Length: 1\nContent-Length: 2\n",
    ] {
        assert!(passes(stream), "{stream:?}");
    }
}

#[test]
fn a_head_with_two_readings_is_spoiled() {
    for fields in [
        "Content-Length: 6\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 6",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: \x0bchunked",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length:",
        "Content-Length: 18446744073709551616",
        "X: y\nTransfer-Encoding: chunked",
    ] {
        let stream = format!("POST / HTTP/1.1\r\nHost: a\r\n{fields}\r\n\r\n0\r\n\r\n");
        assert!(!passes(&stream), "{fields:?}");
        let (passed, broken) = through(stream.as_bytes(), 10_000);
        assert!(passed.contains(&0) && !broken, "{fields:?}");
    }
    let padded = format!(
        "POST / HTTP/1.1\r\nContent-Length: {}5\r\n\r\n",
        " ".repeat(2000)
    );
    assert!(!passes(&padded));
}

#[test]
fn the_second_request_of_a_connection_is_looked_at_too() {
    assert!(!passes(
        "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nabPOST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
    ));
}

#[test]
fn broken_chunks_break_the_stream() {
    for body in [
        "5\nhello\n0\n\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n",
        ";a\r\n",
        "ffffffffffffffffff\r\nhello",
        "5;a=\nb\r\nhello\r\n0\r\n\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "0\r\nX: y\n\r\n",
    ] {
        let stream = format!("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
        for piece in [1, 3, 10_000] {
            assert!(through(stream.as_bytes(), piece).1, "{body:?}");
        }
    }
    let flood = "T: x\r\n".repeat(5000);
    let stream = format!("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n{flood}\r\n");
    assert!(through(stream.as_bytes(), 4096).1);
}

proptest! {
    #[test]
    fn the_cuts_of_the_stream_do_not_matter(
        stream in "(GET / HTTP/1.1\r\n|POST /\r\n|Content-Length: [0-9]\r\n|Transfer-Encoding: chunked\r\n|\r\n|\n|[0-9a-f;]{1,3}\r\n|hello|\\PC){0,20}",
        piece in 1..20_usize,
    ) {
        let whole = through(stream.as_bytes(), usize::MAX);
        let cut = through(stream.as_bytes(), piece);
        // How much of the broken line is passed on may differ, but nothing after the line is passed
        // on.
        prop_assert_eq!(whole.1, cut.1);
        if !whole.1 {
            prop_assert_eq!(whole.0, cut.0);
        }
    }

    #[test]
    fn no_stream_makes_it_panic(
        stream in proptest::collection::vec(any::<u8>(), 0..500),
        piece in 1..500_usize,
    ) {
        through(&stream, piece);
    }
}
