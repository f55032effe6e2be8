"""A new colleague on a phone: from the invitation to a published note, from a request to a new password."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.visit import fill_in_sign_in
from tests.browser.writing import begin, new_title, submit
from tests.support.smtp import path_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.support.smtp import Mailbox

PHONE = 360
PASSWORD = "ทะเลน้อยมีนกน้ำหลายชนิด"
NEW_PASSWORD = "ข้าวสังข์หยดหอมนุ่มอร่อย"
REVIEWER = "reviewer@example.invalid"


def invite(office: Page, email: str) -> None:
    """Invite somebody to write, in the work group that the reviewer of the sample district reviews."""
    office.goto("/accounts/invitations/new/")
    office.locator("[name=email]").fill(email)
    office.locator("[name=position]").fill("ครูผู้ช่วย")
    office.locator("[name=role]").select_option("contributor")
    office.locator("[name=work_group]").select_option(label="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา")
    office.locator("main form.form button[type=submit]").click()
    expect(office.locator("main")).to_contain_text(email)


def accept(page: Page, path: str, username: str) -> None:
    page.goto(path)
    page.locator("[name=username]").fill(username)
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url("**/me/**")


def test_from_the_invitation_to_the_published_note(
    sign_in: Callable[..., Page], new_context: Callable[..., BrowserContext], mailbox: Mailbox
) -> None:
    username = f"khru-mai-{uuid4().hex[:8]}"
    email, title = f"{username}@example.invalid", new_title()
    invite(sign_in("admin", PHONE), email)

    # The link is opened on the phone; later the writer comes back and signs in with the e-mail address.
    accept(new_context(PHONE).new_page(), path_in(mailbox.wait_for(email, "/invitation/"), "/invitation/"), username)
    writer = new_context(PHONE).new_page()
    writer.goto("/accounts/login/?next=/write/")
    fill_in_sign_in(writer, email, PASSWORD)
    begin(writer, title)
    submit(writer)

    reviewer = sign_in("reviewer", PHONE)
    reviewer.goto(path_in(mailbox.wait_for(REVIEWER, title), "/write/"))
    expect(reviewer.locator("h1")).to_have_text(title)
    reviewer.locator("[value=approve]").click()
    reviewer.wait_for_url(re.compile("/write/reviews/$"))

    writer.goto(path_in(mailbox.wait_for(email, title), "/write/"))
    published = writer.locator(".writing__links a", has_text="เผยแพร่").get_attribute("href")
    visitor = new_context(PHONE).new_page()
    assert visitor.goto(published).status == 200
    expect(visitor.locator("h1")).to_have_text(title)
    assert [len([letter for letter in mailbox.to(to) if title in letter["Subject"]]) for to in (REVIEWER, email)] == [
        1,
        1,
    ]


def test_account_that_was_asked_for_and_its_forgotten_password(
    sign_in: Callable[..., Page], new_context: Callable[..., BrowserContext], mailbox: Mailbox
) -> None:
    username = f"khru-yai-{uuid4().hex[:8]}"
    email = f"{username}@example.invalid"
    page = new_context(PHONE).new_page()
    page.goto("/accounts/request/")
    page.locator("[name=email]").fill(email)
    page.locator("[name=position]").fill("ครู")
    page.locator("[name=school]").select_option(index=1)
    page.locator("[name=why]").fill("ครูย้ายมาใหม่ ขอใช้คลังหน่วยการเรียนรู้")
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url("**/accounts/request/sent/")

    office = sign_in("admin", PHONE)
    office.goto("/accounts/requests/")
    office.get_by_role("link", name=email).click()
    office.locator("[name=approve]").click()
    office.wait_for_url("**/accounts/requests/")

    accept(page, path_in(mailbox.wait_for(email, "/invitation/"), "/invitation/"), username)
    forgetful = new_context(PHONE).new_page()
    forgetful.goto("/accounts/password/reset/")
    forgetful.locator("[name=email]").fill(email)
    forgetful.locator("main form.form button[type=submit]").click()
    forgetful.wait_for_url("**/password/reset/done/")
    forgetful.goto(path_in(mailbox.wait_for(email, "/password/reset/key/"), "/password/reset/key/"))
    forgetful.locator("[name=password1]").fill(NEW_PASSWORD)
    forgetful.locator("[name=password2]").fill(NEW_PASSWORD)
    forgetful.locator("main form.form button[type=submit]").click()
    forgetful.wait_for_url("**/password/reset/key/done/")
    forgetful.goto("/accounts/login/?next=/me/")
    fill_in_sign_in(forgetful, username, NEW_PASSWORD)
    assert forgetful.url.endswith("/me/")
