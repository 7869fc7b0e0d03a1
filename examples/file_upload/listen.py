#!/usr/bin/env python3
"""Stands in for an archive: keeps the documents it is sent, and gives them back."""

import email.parser
import email.policy
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

documents = {}


class Archive(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parser = email.parser.BytesParser(policy=email.policy.HTTP)
        for part in parser.parsebytes(head + body).iter_parts():
            content = part.get_payload(decode=True)
            name = part.get_param("name", header="Content-Disposition")
            print(name, part.get_filename(), part.get_content_type(), len(content), flush=True)
            if part.get_filename():
                documents[str(len(documents) + 1)] = content
        self.answer(200, json.dumps({"key": str(len(documents))}).encode())

    def do_GET(self):
        content = documents.get(self.path.rsplit("/", 1)[-1])
        self.answer(404 if content is None else 200, content or b"")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", 9090), Archive).serve_forever()
