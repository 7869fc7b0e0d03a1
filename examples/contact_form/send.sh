#!/bin/sh
# Fills in the form once. The server: cargo run --release -- serve examples/contact_form
curl -i "${FLOWRIGHT_URL:-http://127.0.0.1:8080}/forms/sales" \
  -d name=Ada -d email=ada@example.com -d message=Hello
