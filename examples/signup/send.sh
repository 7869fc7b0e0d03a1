#!/bin/sh
# Signs up once.
#
# Start first:      examples/signup/listen.py
# The server:       (set -a; . examples/signup/env; cargo run --release -- serve examples/signup --allow-egress 127.0.0.0/8)
curl -i "${FLOWRIGHT_URL:-http://127.0.0.1:8080}/signup" \
  -H "Content-Type: application/json" \
  -d '{"email": "ada@example.com", "name": "Ada"}'
