#!/bin/sh
# Sends pipeline.json as GitLab does, and requests the latest failures.
#
# Start first:      examples/gitlab_pipeline/listen.py
# The server:       (set -a; . examples/gitlab_pipeline/env; cargo run --release -- serve examples/gitlab_pipeline --allow-egress 127.0.0.0/8)
cd "$(dirname "$0")" || exit 1
. ./env
server="${FLOWRIGHT_URL:-http://127.0.0.1:8080}"
curl -i "$server/gitlab" \
  -H "X-Gitlab-Event: Pipeline Hook" \
  -H "X-Gitlab-Token: $FLOWRIGHT_SECRET_GITLAB" \
  -H "Content-Type: application/json" \
  --data-binary @pipeline.json
curl -i "$server/failures?most=5" -H "Authorization: Bearer $FLOWRIGHT_SECRET_GITLAB"
