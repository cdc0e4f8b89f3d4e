"""Looking at a page as everybody sees it: two schemes, three widths, and axe for those who do not see."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SIZES = ((1440, 900), (1024, 768), (390, 844))
SCHEMES = ("light", "dark")
# What reaches beyond the window's right edge and is not inside of something that scrolls by itself.
TOO_WIDE = """() => {
  const scrolls = (one) => one && one !== document.body && one !== document.documentElement &&
    (["auto", "scroll"].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const wide = [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one.parentElement))
    .map((one) => one.outerHTML.slice(0, 120));
  return document.scrollingElement.scrollWidth > innerWidth ? ["the page", ...wide] : wide;
}"""


def complaints(page: Page, name: str, shots: Path | None) -> list[str]:
    """What is wrong with the page in any scheme and width, one sentence each."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two literals
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            where = f"{name}-{width}-{scheme}"
            found += [f"{where}: {one}" for one in (*_too_wide(page), *_violations(page))]
            _keep(page, where, shots)
    return found


def _too_wide(page: Page) -> list[str]:
    return [f"wider than the window: {one}" for one in page.evaluate(TOO_WIDE)]


def _violations(page: Page) -> list[str]:
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in Axe().run(page).response["violations"]
        for node in one["nodes"]
    ]


def _keep(page: Page, where: str, shots: Path | None) -> None:
    if shots is not None:
        shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=shots / f"{where}.png")
