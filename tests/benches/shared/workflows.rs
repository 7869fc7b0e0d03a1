//! Generated workflows, as varied as real ones: each with a type, a collection, a function,
//! conditions and steps.

/// The declarations they share.
pub const SHARED: &str = "secret github\nconfig limit: int = 100\n\n";

/// A type, a collection, a function and a workflow.
pub fn module(number: u32) -> String {
    let number = number.to_string();
    // Every workflow differs a little, as real ones do.
    format!("// Module {number}.\n{}", MODULE.replace('§', &number))
}

const MODULE: &str = r#"type Order§ = {
  reference: text
  customer: { name: text, email: text, phone: text? }
  lines: [{ product: text, quantity: int, price: float }]
  priority: "low" | "normal" | "high"
  note: text?
  paid: bool
}

/// Orders as they came in.
collection orders_§ {
  reference: text
  email: text
  state: "new" | "held" | "done" = "new"
  total: float = 0.0
  note: text?
  created_at: time = now()
  unique (reference)
  index (state, created_at)
}

fn title_§(reference: text, name: text) -> text {
  let short = reference.remove_prefix("order-").upper().take(12)
  if name.is_empty() { "{short} of nobody" } else { "{short} of {name.trim()}" }
}

/// Takes in an order.
workflow order_§ {
  trigger webhook POST "/orders/§/{shop}" {
    max_body 256kb
    verify github(secrets.github)
    when context.headers["x-event"] == "order"
    body json Order§
    mode sync
  }

  let order = context.data
  if not order.customer.email.is_email() {
    respond 422 json { error: "not an e-mail address", field: "customer.email" }
  }
  if order.lines.length > config.limit {
    respond 422 json { error: "too many lines", lines: order.lines.length, limit: config.limit }
  }

  let state = match order.priority {
    "low" => "held"
    "normal" => "new"
    "high" => "new"
  }
  let weight = (order.lines.length * 3 + 7) / 2
  let row = upsert orders_§ by (reference) {
    reference: order.reference.lower()
    email: order.customer.email
    note: order.note
    on create { state: if weight > 40 { "held" } else { "new" } }
  }
  if row.created and order.paid {
    update orders_§ where .id == row.id set { state: "done" }
  }
  let known = find one orders_§ where .email == order.customer.email and .state == "held"
  respond 200 json {
    id: row.id
    title: title_§(order.reference, order.customer.name)
    shop: context.params.shop
    state
    held: known != null
    contact: order.customer.phone ?? order.customer.email
  }
}

"#;
