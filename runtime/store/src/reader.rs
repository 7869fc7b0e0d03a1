//! The reader threads, each with its own connection.

use async_channel::Receiver;

use crate::mailbox::Request;

/// Works until told to close, or until all callers have been dropped. Calls `begin` before each
/// query.
pub(crate) fn run<C>(connection: &C, begin: fn(&C), queries: &Receiver<Request<C>>) {
    while let Ok(query) = queries.recv_blocking() {
        match query {
            Request::Job(mut job) => {
                begin(connection);
                // A query changes nothing, so its failure concerns only its caller.
                let _ = job.run(connection);
                job.answer();
            }
            Request::Close => {
                queries.close();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use crate::StepError;
    use crate::error::Fault;
    use crate::job::Operation;
    use crate::mailbox::Mailbox;

    /// A query that returns its number, or panics if it is zero.
    struct Number(u64);

    impl Operation<()> for Number {
        type Output = u64;

        fn run(&self, (): &()) -> Result<u64, Fault> {
            assert_ne!(self.0, 0, "no number");
            Ok(self.0)
        }
    }

    #[tokio::test]
    async fn a_query_that_panics_is_answered_and_the_next_one_is_served() {
        let (queries, queue) = Mailbox::new();
        let reader = thread::spawn(move || super::run(&(), |()| {}, &queue));
        assert_eq!(queries.run(Number(1)).await, Ok(1));
        let error = queries.run(Number(0)).await.unwrap_err();
        assert_eq!(error.code(), "internal");
        assert_eq!(queries.run(Number(2)).await, Ok(2));
        queries.close().await;
        reader.join().unwrap();
        assert_eq!(queries.run(Number(3)).await, Err(StepError::Closed));
    }
}
