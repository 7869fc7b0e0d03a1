#!/usr/bin/env python3
"""Stands in for a mail server: prints every mail it is sent."""

import socketserver


class Mail(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 localhost")
        while line := self.rfile.readline().decode().strip():
            command = line.upper()
            if command.startswith("DATA"):
                self.say("354 go on")
                while (text := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    print(text, flush=True)
                self.say("250 taken")
            elif command.startswith("QUIT"):
                self.say("221 bye")
                return
            else:
                print(line, flush=True)
                self.say("250 fine")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", 2525), Mail).serve_forever()
