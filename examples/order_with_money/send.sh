#!/bin/sh
# Sends order.json, pays a part of it, and asks for the turnover.
#
# The server: (set -a; . examples/order_with_money/env; cargo run --release -- serve examples/order_with_money)
cd "$(dirname "$0")" || exit 1
. ./env
server="${FLOWRIGHT_URL:-http://127.0.0.1:8080}"
curl -i "$server/orders" \
  -H "Authorization: Bearer $FLOWRIGHT_SECRET_SHOP" \
  -H "Content-Type: application/json" \
  --data-binary @order.json
echo
curl -i "$server/orders/A-1001/payments" \
  -H "Authorization: Bearer $FLOWRIGHT_SECRET_SHOP" \
  -H "Content-Type: application/json" \
  --data-binary '{ "amount": 9.98 }'
echo
curl -i "$server/turnover?at_least=10.5" -H "Authorization: Bearer $FLOWRIGHT_SECRET_SHOP"
