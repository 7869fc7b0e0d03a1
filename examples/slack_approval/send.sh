#!/bin/sh
# Sends a request, then payload.json as Slack does: in a field of a form, signed together with the time.
#
# Start first:      examples/slack_approval/listen.py
# The server:       (set -a; . examples/slack_approval/env; cargo run --release -- serve examples/slack_approval --allow-egress 127.0.0.0/8)
cd "$(dirname "$0")" || exit 1
. ./env
curl -i "${FLOWRIGHT_URL:-http://127.0.0.1:8080}/requests" \
  -H "Authorization: Bearer $FLOWRIGHT_SECRET_CLIENTS" \
  --json '{"id":"R-17","title":"Chairs <new>","amount":250,"lines":[{"item":"chair","count":5}]}'
body="payload=$(od -An -v -tx1 payload.json | tr -d ' \n' | sed 's/../%&/g')"
timestamp=$(date +%s)
signature=$(printf 'v0:%s:%s' "$timestamp" "$body" | openssl dgst -sha256 -hmac "$FLOWRIGHT_SECRET_SLACK_SIGNING" | sed 's/^.* //')
curl -i "${FLOWRIGHT_URL:-http://127.0.0.1:8080}/slack" \
  -H "X-Slack-Request-Timestamp: $timestamp" \
  -H "X-Slack-Signature: v0=$signature" \
  --data-binary "$body"
