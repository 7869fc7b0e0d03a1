#!/bin/sh
# Requests two pages, one of a product whose reviews cannot be had, and the prices of a cart.
#
# Start first:      examples/product_page/listen.py
# The server:       cargo run --release -- serve examples/product_page --allow-egress 127.0.0.0/8
cd "$(dirname "$0")" || exit 1
server="${FLOWRIGHT_URL:-http://127.0.0.1:8080}"
curl -i "$server/products/mug"
curl -i "$server/products/new"
curl -i "$server/cart" -H "Content-Type: application/json" --data-binary @cart.json
