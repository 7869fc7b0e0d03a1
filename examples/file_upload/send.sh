#!/bin/sh
# Uploads report.pdf, and downloads it again.
#
# Start first:      examples/file_upload/listen.py
# The server:       (set -a; . examples/file_upload/env; cargo run --release -- serve examples/file_upload --allow-egress 127.0.0.0/8)
cd "$(dirname "$0")" || exit 1
server="${FLOWRIGHT_URL:-http://127.0.0.1:8080}"
curl -i "$server/uploads" \
  -F "title=The report" \
  -F 'details={"author": "Ada", "tags": ["2026", "draft"]}' \
  -F "document=@report.pdf;type=application/pdf"
echo
curl -s "$server/uploads/1" | cmp - report.pdf && echo "the archive has the same file"
