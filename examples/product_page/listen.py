#!/usr/bin/env python3
"""Stands in for the three services of the shop. Each answer takes a moment; reviews of `new` fail."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWERS = {
    "stock": {"count": 3},
    "prices": {"cents": 1250},
    "reviews": [{"stars": 5, "text": "Works"}, {"stars": 4, "text": "Good"}],
}


class Services(BaseHTTPRequestHandler):
    def do_GET(self):
        _, service, sku = self.path.split("/")
        time.sleep(0.3)
        failed = service == "reviews" and sku == "new"
        answer = json.dumps(ANSWERS[service]).encode()
        self.send_response(500 if failed else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


ThreadingHTTPServer(("127.0.0.1", 9000), Services).serve_forever()
