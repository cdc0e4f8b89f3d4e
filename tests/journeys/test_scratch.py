import time
from playwright.sync_api import expect
from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import *

def test_race(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("遅い回線"))))
    write(page, CLEAN)
    def slow(route):
        answer = route.fetch()
        time.sleep(2)
        route.fulfill(response=answer)
    page.route("**/replies/**", slow)
    send_button(page).click()
    expect(messages(page, "us")).to_contain_text("送信", timeout=10000)
    print(messages(page,"us").inner_text())
    expect(messages(page, "us")).to_contain_text("送信済み", timeout=10000)

import os, signal
def test_web_killed(desk: Stack, sign_in: SignIn) -> None:
    from tests.journeys.mailing import post
    page = sign_in()
    number=deliver(desk, Letter(subject=unique("切断")))
    open_conversation(page, number)
    os.kill(desk.pid_of("web"), signal.SIGKILL)
    letter=Letter(subject=unique("切断のあいだに"))
    t=time.time()
    deliver(desk, letter)
    print("in", time.time()-t)
    expect(row(page, letter.subject)).to_be_visible(timeout=20000)
    print("seen", time.time()-t)
