#!/usr/bin/env python3
"""Stands in for Slack: prints what it is sent."""

from http.server import BaseHTTPRequestHandler, HTTPServer


class Neighbour(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        print(self.path, body.decode(), flush=True)
        answer = b"ok"
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", 9000), Neighbour).serve_forever()
