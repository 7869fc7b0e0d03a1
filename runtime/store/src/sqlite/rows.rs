//! Several steps on rows in one transaction, all or none of which take effect.

use std::cell::RefCell;
use std::sync::Arc;

use super::plan::{Access, BoundRead, BoundWrite, RowPlan};
use super::writing::Writing;
use crate::error::{Fault, Reach};
use crate::job::Operation;
use crate::{Datum, RowOutput, StepError};

/// The rows of the store within a transaction.
pub struct Rows<'w> {
    writing: &'w Writing,
    /// The first fault that affects more than its step.
    fault: RefCell<Option<Fault>>,
}

impl Rows<'_> {
    /// Performs a planned step with the values of the operation. It sees what the transaction has
    /// written before.
    ///
    /// # Errors
    /// As [`Store::perform`](crate::Store::perform).
    pub fn perform(&self, plan: &RowPlan, values: Vec<Datum>) -> Result<RowOutput, StepError> {
        let output = match &plan.0 {
            Access::Read(plan) => {
                plan.plan().check(&values)?;
                let plan = Arc::clone(plan);
                BoundRead { plan, values }.run_on(&self.writing.connection)
            }
            Access::Write(plan) => {
                plan.check(&values)?;
                let plan = Arc::clone(plan);
                BoundWrite { plan, values }.run(self.writing)
            }
        };
        output.map_err(|fault| {
            let error = fault.error.clone();
            if fault.reach != Reach::Operation || !self.writing.is_in_transaction() {
                self.fault.borrow_mut().get_or_insert(fault);
            }
            error
        })
    }
}

/// A function that changes rows; all or none of its changes take effect. Its result is the result
/// of the operation: if it is an error, all its changes are undone, without affecting the other
/// operations of the transaction.
pub(crate) struct Together<F>(pub F);

impl<T, E, F> Operation<Writing> for Together<F>
where
    T: Send + 'static,
    E: Send + 'static,
    F: Fn(&Rows<'_>) -> Result<T, E> + Send + 'static,
{
    type Output = Result<T, E>;

    fn run(&self, writing: &Writing) -> Result<Result<T, E>, Fault> {
        writing.execute("SAVEPOINT work")?;
        let rows = Rows {
            writing,
            fault: RefCell::new(None),
        };
        let result = (self.0)(&rows);
        if let Some(fault) = rows.fault.into_inner() {
            return Err(fault);
        }
        if result.is_err() {
            writing
                .execute("ROLLBACK TO work")
                .map_err(of_transaction)?;
        }
        writing.execute("RELEASE work").map_err(of_transaction)?;
        Ok(result)
    }
}

/// It is not known what remains of the changes in the transaction.
fn of_transaction(fault: Fault) -> Fault {
    match fault.reach {
        Reach::Operation => Fault {
            reach: Reach::Transaction,
            ..fault
        },
        Reach::Transaction | Reach::Disk { .. } => fault,
    }
}
