"""People talk: a question is asked, answered, and becomes knowledge; what is typed is never lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import overflow
from tests.support.html_validator import html_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CATEGORY = "/forum/c/thinking/"
TOPIC = re.compile(r"/forum/t/\d+/")


def post(page: Page) -> None:
    page.locator(".writing__bar [value=post]").click()


def start(page: Page, title: str, text: str = "ขอคำแนะนำจากทุกท่านครับ", kind: str = "question") -> str:
    """Post a topic; its address."""
    page.goto(f"{CATEGORY}new/")
    page.locator(f"[name=kind][value={kind}]").check()
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill(text)
    post(page)
    # Without scripts what is like the title is offered once before.
    if not TOPIC.search(page.url):
        page.locator("#offer").wait_for()
        post(page)
    page.wait_for_url(TOPIC)
    return page.url


def answer(page: Page, address: str, text: str) -> None:
    page.goto(address)
    page.locator("#reply [name=text]").fill(text)
    post(page)
    expect(page.locator("#posts")).to_contain_text(text)


def test_question_becomes_knowledge_with_credit(sign_in: Callable[..., Page]) -> None:
    sign = uuid4().hex[:6]
    title = f"นักเรียน ป.1 อ่านสระประสมไม่คล่อง ทำอย่างไรดี {sign}"
    way = f"ให้เด็กวาดภาพคำก่อนอ่านทุกเช้าสิบนาที สองสัปดาห์เห็นผล {sign}"
    asker = sign_in("contributor", 360)
    asker.goto(f"{CATEGORY}new/")
    asker.locator("[name=title]").fill(title)
    offered = asker.locator("[data-similar-place] a")
    expect(offered.first).to_be_visible()
    assert offered.first.get_attribute("href").startswith("/")
    asker.locator("[name=text]").fill("ลองให้ท่องทุกวันแล้วยังไม่ดีขึ้น มีใครเคยทำได้ผลบ้าง")
    post(asker)
    asker.wait_for_url(TOPIC)
    address = asker.url

    helper = sign_in("member")
    answer(helper, address, way)
    assert TOPIC.search(helper.url)

    asker.goto(address)
    asker.locator("#posts .post", has_text=way).get_by_role("button", name="ใช่คำตอบที่ใช้ได้").click()
    expect(asker.locator("#accepted")).to_contain_text(way)

    asker.locator(".grown__start a").click()
    asker.wait_for_url(re.compile(r"/knowledge/$"))
    name = asker.locator("main form.form [name=title]")
    name.fill(f"วาดภาพก่อนอ่าน {sign}")
    asker.locator("main form.form > button.button").click()
    asker.wait_for_url(re.compile(r"/write/\d+/$"))
    asker.locator(".writing__bar [value=submit]").click()
    asker.wait_for_url(re.compile(r"/write/\d+/review/$"))

    reviewer = sign_in("reviewer")
    reviewer.goto("/write/reviews/")
    reviewer.get_by_role("link", name=f"วาดภาพก่อนอ่าน {sign}").click()
    reviewer.locator("[value=approve]").click()
    reviewer.wait_for_url(re.compile("/write/reviews/$"))

    visitor = sign_in("member", 360)
    hit = visitor.locator("#results a", has_text=f"วาดภาพก่อนอ่าน {sign}").first
    for _attempt in range(20):
        visitor.goto(f"/search/?q=วาดภาพก่อนอ่าน {sign}")
        if hit.count():
            break
        visitor.wait_for_timeout(1000)
    hit.click()
    grown = visitor.locator(".grown")
    expect(grown).to_contain_text("บัญชีสาธิต: สมาชิก")
    grown.get_by_role("link", name=title).click()
    expect(visitor.locator(".grown").first).to_contain_text(f"วาดภาพก่อนอ่าน {sign}")


def test_reply_appears_without_a_reload_and_others_hear_of_it(sign_in: Callable[..., Page]) -> None:
    asker = sign_in("contributor", 360)
    address = start(asker, f"ประกาศข้อความใหม่ {uuid4().hex[:6]}")
    asker.evaluate("window.isSamePage = true")
    asker.locator("#reply [name=text]").fill("เพิ่มเติมครับ")
    post(asker)
    expect(asker.locator("#posts")).to_contain_text("เพิ่มเติมครับ")
    assert asker.evaluate("window.isSamePage")
    expect(asker.locator("#reply [name=text]")).to_have_value("")

    helper = sign_in("member")
    answer(helper, address, "ขอแจมด้วยคนครับ")
    # The page asks anew a second after it is looked at again.
    asker.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    asker.locator(".forum-news button").click()
    expect(asker.locator("#posts")).to_contain_text("ขอแจมด้วยคนครับ")
    assert asker.evaluate("window.isSamePage")
    assert asker.locator("#posts > li").count() == len(
        set(asker.locator("#posts .post").evaluate_all("posts => posts.map(post => post.id)"))
    )


def test_draft_outlives_a_cut_line_and_a_closed_tab(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    address = start(page, f"ร่างไม่หาย {uuid4().hex[:6]}")
    page.locator("#reply [name=text]").fill("พิมพ์ก่อน")
    expect(page.locator("#reply [data-state]")).to_have_text(re.compile(r"^บันทึกแล้ว \d"))
    page.context.set_offline(True)
    page.locator("#reply [name=text]").fill("พิมพ์ก่อน แล้วเน็ตหลุด")
    expect(page.locator("#reply [data-state]")).to_have_text(re.compile("รอเน็ต"))
    page.close()
    page.context.set_offline(False)

    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("#reply [name=text]")).to_have_value("พิมพ์ก่อน")
    again.locator("[data-kept] button").first.click()
    expect(again.locator("#reply [name=text]")).to_have_value("พิมพ์ก่อน แล้วเน็ตหลุด")
    post(again)
    expect(again.locator("#posts")).to_contain_text("แล้วเน็ตหลุด")
    again.reload()
    expect(again.locator("#reply [name=text]")).to_have_value("")
    expect(again.locator("[data-kept]")).to_have_count(0)


def test_reply_that_was_refused_goes_on_saving_itself(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    start(page, f"ส่งแล้วถูกปฏิเสธ {uuid4().hex[:6]}")
    text = page.locator("#reply [name=text]")
    text.fill("   ")
    post(page)
    expect(page.locator("#reply [data-state]")).to_have_attribute("data-tone", "warning")
    text.fill("พิมพ์ต่อหลังถูกปฏิเสธ")
    expect(page.locator("#reply [data-state]")).to_have_text(re.compile(r"^บันทึกแล้ว \d"))


def test_reply_sent_without_a_line_goes_on_saving_itself(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    start(page, f"ส่งตอนเน็ตหลุด {uuid4().hex[:6]}")
    page.locator("#reply [name=text]").fill("ส่งไม่ได้ตอนนี้")
    page.context.set_offline(True)
    post(page)
    expect(page.locator("#reply [data-state]")).to_have_attribute("data-tone", "warning")
    page.context.set_offline(False)
    expect(page.locator("#reply [data-state]")).to_have_text(re.compile(r"^บันทึกแล้ว \d"))


def test_reply_with_an_old_token_is_sent_with_a_fresh_one(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    start(page, f"โทเคนเก่า {uuid4().hex[:6]}")
    page.evaluate("window.isSamePage = true")
    page.evaluate(
        "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(field => { field.value = 'x'.repeat(64); })"
    )
    page.locator("#reply [name=text]").fill("ส่งด้วยโทเคนเก่า")
    post(page)
    expect(page.locator("#posts")).to_contain_text("ส่งด้วยโทเคนเก่า")
    assert page.evaluate("window.isSamePage")


def test_reply_that_cannot_be_shown_is_known_as_sent(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    start(page, f"ส่งแล้วแสดงไม่ได้ {uuid4().hex[:6]}")
    page.route(re.compile(r"after=\d+&show"), lambda route: route.abort())
    page.locator("#reply [name=text]").fill("ส่งถึงแล้ว")
    post(page)
    expect(page.locator(".forum-news a")).to_be_visible()
    assert page.locator("#reply [data-state]").get_attribute("data-tone") == ""
    expect(page.locator("#reply [name=text]")).to_have_value("")
    page.locator(".forum-news a").click()
    expect(page.locator("#posts")).to_contain_text("ส่งถึงแล้ว")


def test_people_are_offered_after_an_at_sign(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    page.goto(f"{CATEGORY}new/")
    page.locator("[name=text]").press_sequentially("ถาม @edit")
    expect(page.locator(".mentions__person", has_text="@editor")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[name=text]")).to_have_value("ถาม @editor ")


def test_reaction_answers_at_once_and_is_kept(sign_in: Callable[..., Page]) -> None:
    asker = sign_in("contributor")
    address = start(asker, f"ขอบคุณล่วงหน้า {uuid4().hex[:6]}")
    page = sign_in("member", 360)
    page.goto(address)
    thanks = page.locator("[data-reactions] button").first
    thanks.click()
    expect(thanks).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("[data-reactions] button").first).to_have_attribute("aria-pressed", "true")


def test_without_scripts_all_of_it_works(sign_in: Callable[..., Page]) -> None:
    asker = sign_in("contributor", 360, scripts=False)
    sign = uuid4().hex[:6]
    address = start(asker, f"นักเรียนอ่านไม่คล่อง ไม่มีสคริปต์ {sign}")
    helper = sign_in("member", 360, scripts=False)
    helper.goto(address)
    helper.locator(".post-actions a", has_text="อ้างข้อความ").first.click()
    helper.wait_for_url(re.compile("quote="))
    quoted = helper.locator("[name=text]").input_value()
    assert quoted.startswith("> [")
    helper.locator("[name=text]").fill(f"{quoted}ลองวิธีนี้ {sign}")
    post(helper)
    helper.wait_for_url(TOPIC)
    helper.locator("[data-reactions] button").first.click()
    expect(helper.locator("[data-reactions] button").first).to_have_attribute("aria-pressed", "true")
    helper.locator(".post-actions a", has_text="แก้ไข").last.click()
    helper.locator("[name=text]").fill(f"แก้แล้ว {sign}")
    post(helper)
    helper.wait_for_url(TOPIC)
    asker.goto(address)
    asker.locator("#posts .post", has_text=f"แก้แล้ว {sign}").get_by_role("button", name="ใช่คำตอบที่ใช้ได้").click()
    expect(asker.locator("#accepted")).to_contain_text(f"แก้แล้ว {sign}")


def test_with_the_keyboard_alone_a_reply_is_written(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor")
    page.goto(start(page, f"แป้นพิมพ์อย่างเดียว {uuid4().hex[:6]}"))
    page.locator("#reply-heading").scroll_into_view_if_needed()

    def go_to(selector: str) -> None:
        for _ in range(120):
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached with Tab")

    go_to("#reply [name=text]")
    page.keyboard.type("keyboard only")
    go_to(".writing__bar [value=post]")
    page.keyboard.press("Enter")
    expect(page.locator("#posts")).to_contain_text("keyboard only")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_pages_of_writing_are_accessible(sign_in: Callable[..., Page], width: int, scheme: str) -> None:
    page = sign_in("contributor", width, scheme=scheme)
    address = start(page, f"แบบสำรวจ {uuid4().hex[:6]}")
    answer(page, address, "ข้อความของฉัน")
    number = page.locator("#posts .post").last.get_attribute("id").removeprefix("post-")
    page.goto(f"/forum/p/{number}/edit/")
    page.locator("[name=text]").fill("ข้อความที่แก้แล้ว")
    page.locator("[name=reason]").fill("สะกดผิด")
    post(page)
    page.wait_for_url(TOPIC)
    open_all = "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
    sources = {}
    places = [address, f"{CATEGORY}new/?title=นักเรียนอ่านไม่คล่อง", "/forum/ask/?q=นักเรียนอ่านไม่คล่อง"]
    places += [f"/forum/p/{number}/{name}/" for name in ("edit", "history", "delete")]
    places += [f"{address.partition('#')[0]}reply/?quote={number}"]
    for place in places:
        page.goto(place)
        sources[place] = page.request.get(place).text()
        page.evaluate(open_all)
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})

        assert found.violations_count == 0, f"{place}: {found.generate_report()}"
        assert overflow(page) == "", place
        expect(page.locator("h1")).to_have_count(1)
    assert html_errors(sources) == []
