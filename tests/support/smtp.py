"""A real SMTP server on this machine, whose letters tests read."""

from __future__ import annotations

import re
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller

from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from pytest_django.fixtures import SettingsWrapper

LINK = re.compile(r"https?://\S+")


@dataclass
class Mailbox:
    """What arrived, in its order. `refused` addresses are turned away; `answers` gives other replies by address."""

    host: str = "127.0.0.1"
    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(self, server: object, session: object, envelope: object, address: str, options: list) -> str:
        if address in self.refused:
            return "550 no such user here"
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]

    def wait_for(self, address: str, words: str) -> EmailMessage:
        """The first letter to `address` whose subject or text has these words, once the site has sent it."""

        def found() -> list[EmailMessage]:
            return [letter for letter in self.to(address) if words in letter["Subject"] or words in text_of(letter)]

        wait_until(found)
        return found()[0]


def text_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def html_of(letter: EmailMessage) -> str:
    return letter.get_body(("html",)).get_content()


def path_in(letter: EmailMessage, part: str) -> str:
    """The path of the first link that holds `part`."""
    link = next(found for found in LINK.findall(text_of(letter)) if part in found)
    return "/" + link.split("/", 3)[3]


@contextmanager
def smtp_server() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        mailbox.port = free.getsockname()[1]
    controller = Controller(mailbox, hostname=mailbox.host, port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


@contextmanager
def mail_server(settings: SettingsWrapper) -> Iterator[Mailbox]:
    """Let the site send to such a server."""
    with smtp_server() as mailbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = mailbox.host
        settings.EMAIL_PORT = mailbox.port
        yield mailbox
