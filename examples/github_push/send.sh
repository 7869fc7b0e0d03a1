#!/bin/sh
# Sends push.json, signed as GitHub does.
#
# Start first:      examples/github_push/listen.py
# The server:       (set -a; . examples/github_push/env; cargo run --release -- serve examples/github_push --allow-egress 127.0.0.0/8)
cd "$(dirname "$0")" || exit 1
. ./env
signature=$(openssl dgst -sha256 -hmac "$FLOWRIGHT_SECRET_GITHUB" push.json | sed 's/^.* //')
curl -i "${FLOWRIGHT_URL:-http://127.0.0.1:8080}/github" \
  -H "X-GitHub-Event: push" \
  -H "X-Hub-Signature-256: sha256=$signature" \
  -H "Content-Type: application/json" \
  --data-binary @push.json
