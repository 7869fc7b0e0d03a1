#!/bin/sh
# Sends a push, an issue and a ping, each signed as GitHub does.
#
# The server:       (set -a; . examples/github_events/env; cargo run --release -- serve examples/github_events)
cd "$(dirname "$0")" || exit 1
. ./env
send() {
  signature=$(openssl dgst -sha256 -hmac "$FLOWRIGHT_SECRET_GITHUB" "$2" | sed 's/^.* //')
  curl -i "${FLOWRIGHT_URL:-http://127.0.0.1:8080}/github" \
    -H "X-GitHub-Event: $1" \
    -H "X-Hub-Signature-256: sha256=$signature" \
    -H "Content-Type: application/json" \
    --data-binary @"$2"
}
send push push.json
send issues issue.json
send ping issue.json
