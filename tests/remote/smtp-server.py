#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real SMTP server on loopback for tests. Prints its port, then one line of JSON for each mail.

Usage: smtp-server.py MAILDIR [starttls|tls CERTIFICATE]. With a certificate it wants the login
ada / geheim. Refuses nobody@ for good (550) and later@ for now (451).
"""
import asyncio
import email
import email.policy
import json
import mailbox
import socket
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    def __init__(self, path):
        self.maildir = mailbox.Maildir(path, create=True)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such user here"
        if address.startswith("later@"):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.maildir.add(envelope.original_content)
        print(json.dumps(describe(envelope, session)), flush=True)
        return "250 queued"


def describe(envelope, session):
    mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
    return {
        "sender": envelope.mail_from,
        "recipients": envelope.rcpt_tos,
        "names": sorted(name.lower() for name in mail.keys()),
        "subject": str(mail["subject"]),
        "from": str(mail["from"]),
        "to": str(mail["to"]),
        "id": str(mail["message-id"]),
        "date": mail["date"].datetime.isoformat(),
        "auto": str(mail["auto-submitted"]),
        "parts": [
            [part.get_content_type(), part.get_content()]
            for part in mail.walk()
            if not part.is_multipart()
        ],
        "containers": [p.get_content_type() for p in mail.walk() if p.is_multipart()],
        "defects": [str(defect) for part in mail.walk() for defect in part.defects],
        "tls": session.ssl is not None,
        "login": session.authenticated,
    }


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data == LoginPassword(b"ada", b"geheim")
    return AuthResult(success=good, handled=False)


async def serve(path, mode, certificate):
    options = {"enable_SMTPUTF8": True}
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        options.update(authenticator=authenticate, auth_required=True)
    if mode == "starttls":
        options.update(tls_context=context, require_starttls=True)
    elif mode == "tls":
        options.update(auth_require_tls=False)
    handler = Handler(path)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, **options),
        host="127.0.0.1",
        port=0,
        ssl=context if mode == "tls" else None,
        family=socket.AF_INET,
    )
    # The test's end closes our standard input, however it ends.
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, ended.set)
    print(server.sockets[0].getsockname()[1], flush=True)
    await ended.wait()


if __name__ == "__main__":
    arguments = sys.argv[1:] + [None, None]
    asyncio.run(serve(arguments[0], arguments[1], arguments[2]))
