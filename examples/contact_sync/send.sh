#!/bin/sh
# Sends contacts.json twice: the second time nothing changes.
#
# The server: (set -a; . examples/contact_sync/env; cargo run --release -- serve examples/contact_sync)
cd "$(dirname "$0")" || exit 1
. ./env
server="${FLOWRIGHT_URL:-http://127.0.0.1:8080}"
for time in first second; do
  echo "$time time:"
  curl -i "$server/contacts" \
    -H "Authorization: Bearer $FLOWRIGHT_SECRET_CRM" \
    -H "Content-Type: application/json" \
    --data-binary @contacts.json
  echo
done
curl -i "$server/contacts/Acme" -H "Authorization: Bearer $FLOWRIGHT_SECRET_CRM"
