# SPDX-License-Identifier: GPL-3.0-or-later
"""A real SMTP server on loopback, inside the test that asks it what arrived."""

import email
import email.policy
import socket

from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps what arrives; refuses it with `answer`, or leaves what `hold` is true of without one."""

    def __init__(self):
        self.mails = []
        self.answer = None
        self.hold = None

    async def handle_DATA(self, server, session, envelope):
        if self.answer:
            return self.answer
        if self.hold is not None:
            await self.hold(envelope.rcpt_tos)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((envelope.rcpt_tos, mail))
        return '250 taken'


def get_unused_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def text_of(mail):
    return mail.get_body(('plain',)).get_content()


class Server:
    def __init__(self, port=None):
        self.mailbox = Mailbox()
        self.port = port or get_unused_port()
        self.controller = Controller(self.mailbox, hostname='127.0.0.1', port=self.port)
        self.controller.start()

    @property
    def url(self):
        return f'smtp://127.0.0.1:{self.port}'

    @property
    def mails(self):
        return [mail for _, mail in self.mailbox.mails]

    def take(self):
        """What arrived since: address → mail."""
        mails, self.mailbox.mails = self.mailbox.mails, []
        found = {}
        for addresses, mail in mails:
            assert len(addresses) == 1 and addresses[0] not in found, mails
            found[addresses[0]] = mail
        return found

    def stop(self):
        self.controller.stop()
