//! Short helpers for collections and stores.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flowright_host::{Clock, ManualClock};
use flowright_stdlib::query::{
    Assignment, Comparison, Predicate, RowOperation, RowOperationKind, Scalar,
};
use flowright_stdlib::schema::{
    Collection, CollectionField, Constant, Default, OnDelete, Reference,
};
use flowright_stdlib::types::Type;
use flowright_store::{
    Datum, Migration, OpenError, PlanError, Refusal, Row, RowOutput, RowPlan, StepError, Store,
    WrittenRow,
};
use tempfile::TempDir;

/// The time on every test's clock.
pub(crate) const NOW: i64 = 1_700_000_000_000_000;

/// A data directory that is opened repeatedly.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Place {
        Place(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("data")
    }

    pub(crate) fn try_open(&self, collections: &[Collection]) -> Result<Opened, OpenError> {
        Opened::at(&self.path(), collections, Arc::new(ManualClock::at(NOW)))
    }

    pub(crate) fn open(&self, collections: &[Collection]) -> Opened {
        self.try_open(collections).unwrap()
    }

    /// The reasons why the store does not open.
    pub(crate) fn refusals(&self, collections: &[Collection]) -> Vec<Refusal> {
        match self.try_open(collections) {
            Err(OpenError::Refused { refusals }) => refusals,
            Err(error) => panic!("another error: {error}"),
            Ok(_) => panic!("it opened"),
        }
    }

    /// What a start would do.
    pub(crate) fn plan(
        &self,
        collections: &[Collection],
        drops: &[&str],
    ) -> Result<Migration, OpenError> {
        let drops: Vec<String> = drops.iter().map(|name| (*name).to_owned()).collect();
        Store::plan(&self.path(), collections, &drops, &ManualClock::at(NOW))
    }

    /// What a start does, including drops.
    pub(crate) fn migrate(
        &self,
        collections: &[Collection],
        drops: &[&str],
    ) -> Result<Migration, OpenError> {
        let drops: Vec<String> = drops.iter().map(|name| (*name).to_owned()).collect();
        let clock = Arc::new(ManualClock::at(NOW));
        Store::migrate(&self.path(), collections, &drops, clock)
    }

    /// The database itself, bypassing the store.
    pub(crate) fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path().join("flowright.db")).unwrap()
    }
}

/// A store, with the collections it was opened with.
pub(crate) struct Opened {
    store: Store,
    collections: Vec<Collection>,
}

impl Opened {
    pub(crate) fn at(
        path: &Path,
        collections: &[Collection],
        clock: Arc<dyn Clock>,
    ) -> Result<Opened, OpenError> {
        Ok(Opened {
            store: Store::open(path, collections, clock)?,
            collections: collections.to_vec(),
        })
    }
}

impl Deref for Opened {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// A row that was written, and whether it was created.
#[derive(Debug, PartialEq)]
pub(crate) struct Upserted {
    pub row: Row,
    pub created: bool,
}

/// Short helpers for each kind of step.
impl Opened {
    fn planned(
        &self,
        collection: usize,
        kind: RowOperationKind,
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        let operation = RowOperation { collection, kind };
        let planner = self.store.planner(&self.collections).unwrap();
        planner.plan(&operation, returning)
    }

    pub(crate) fn plan_create(
        &self,
        collection: usize,
        fields: &[usize],
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        let fields = fields.to_vec();
        self.planned(collection, RowOperationKind::Create { fields }, returning)
    }

    pub(crate) fn plan_upsert(
        &self,
        collection: usize,
        unique: usize,
        fields: &[usize],
        on_create: &[usize],
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        let kind = RowOperationKind::Upsert {
            unique,
            fields: fields.to_vec(),
            on_create: on_create.to_vec(),
            condition: Predicate::All,
        };
        self.planned(collection, kind, returning)
    }

    pub(crate) fn plan_find_one(
        &self,
        collection: usize,
        condition: &Predicate,
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        let condition = condition.clone();
        self.planned(
            collection,
            RowOperationKind::FindOne {
                condition,
                order: Vec::new(),
            },
            returning,
        )
    }

    pub(crate) fn plan_query(
        &self,
        kind: RowOperationKind,
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        self.planned(0, kind, returning)
    }

    pub(crate) fn plan_of(
        &self,
        collection: usize,
        kind: RowOperationKind,
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        self.planned(collection, kind, returning)
    }

    pub(crate) fn plan_update(
        &self,
        collection: usize,
        condition: &Predicate,
        set: &[Assignment],
    ) -> Result<RowPlan, PlanError> {
        let kind = RowOperationKind::Update {
            condition: condition.clone(),
            set: set.to_vec(),
        };
        self.planned(collection, kind, &[])
    }

    pub(crate) async fn create(
        &self,
        plan: &RowPlan,
        values: Vec<Datum>,
    ) -> Result<Row, StepError> {
        let created = self.upsert(plan, values).await?;
        assert!(created.created);
        Ok(created.row)
    }

    pub(crate) async fn upsert(
        &self,
        plan: &RowPlan,
        values: Vec<Datum>,
    ) -> Result<Upserted, StepError> {
        match self.store.perform(plan, values).await? {
            RowOutput::Written(WrittenRow { row, created, .. }) => Ok(Upserted { row, created }),
            output => panic!("no row was written: {output:?}"),
        }
    }

    pub(crate) async fn find_one(
        &self,
        plan: &RowPlan,
        values: Vec<Datum>,
    ) -> Result<Option<Row>, StepError> {
        match self.store.perform(plan, values).await? {
            RowOutput::Found(found) => Ok(found),
            output => panic!("nothing was looked for: {output:?}"),
        }
    }

    pub(crate) async fn update(
        &self,
        plan: &RowPlan,
        values: Vec<Datum>,
    ) -> Result<u64, StepError> {
        match self.store.perform(plan, values).await? {
            RowOutput::Count(count) => Ok(count),
            output => panic!("nothing was counted: {output:?}"),
        }
    }
}

pub(crate) fn collection(name: &str, fields: Vec<CollectionField>) -> Collection {
    let mut all = vec![field("id", Type::Int)];
    all.extend(fields);
    Collection {
        name: name.into(),
        fields: all,
        unique: vec![],
        index: vec![],
    }
}

pub(crate) fn field(name: &str, ty: Type) -> CollectionField {
    CollectionField {
        name: name.into(),
        ty,
        default: None,
        reference: None,
        was: None,
    }
}

pub(crate) fn constant(name: &str, ty: Type, constant: Constant) -> CollectionField {
    CollectionField {
        name: name.into(),
        ty,
        default: Some(Default::Value(constant)),
        reference: None,
        was: None,
    }
}

pub(crate) fn now(name: &str) -> CollectionField {
    CollectionField {
        name: name.into(),
        ty: Type::Time,
        default: Some(Default::Now),
        reference: None,
        was: None,
    }
}

/// The same field, which refers to rows of a collection.
pub(crate) fn refers(
    collection: &str,
    on_delete: OnDelete,
    field: CollectionField,
) -> CollectionField {
    CollectionField {
        reference: Some(Reference {
            collection: collection.into(),
            on_delete,
        }),
        ..field
    }
}

/// The same field, which previously had another name.
pub(crate) fn was(former: &str, field: CollectionField) -> CollectionField {
    CollectionField {
        was: Some(former.into()),
        ..field
    }
}

pub(crate) fn text(value: &str) -> Datum {
    Datum::Text(value.into())
}

/// Inserts a row and returns its id.
pub(crate) async fn add(store: &Opened, fields: &[usize], values: Vec<Datum>) -> i64 {
    let plan = store.plan_create(0, fields, &[0]).unwrap();
    match store.create(&plan, values).await.unwrap().as_slice() {
        [Datum::Int(id)] => *id,
        other => panic!("not an id: {other:?}"),
    }
}

/// The fields of the row with that id.
pub(crate) async fn row(store: &Opened, id: i64, fields: &[usize]) -> Option<Row> {
    let by_id = Predicate::Compare(Comparison::Equal, Scalar::Column(0), Scalar::Parameter(0));
    let plan = store.plan_find_one(0, &by_id, fields).unwrap();
    store.find_one(&plan, vec![Datum::Int(id)]).await.unwrap()
}

pub(crate) fn customers() -> Collection {
    let mut customers = collection(
        "customers",
        vec![
            field("name", Type::Text),
            field("email", Type::Text),
            field("message", Type::Text.optional()),
            field("assigned_to", Type::Text.optional()),
            now("created_at"),
        ],
    );
    customers.unique = vec![vec![2]];
    customers
}
