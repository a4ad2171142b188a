"""The page as a reader uses it, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netra_tools.status.page.render import render
from tests.status.page.browser import NARROWEST, PHONE, WIDE, Page
from tests.status.page.sample import sample
from tests.status.page.test_render import HOSTILE, hostile_document

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

VIEWS = (
    "overview",
    "changes",
    "findings",
    "files",
    "heat",
    "graph",
    "trend",
    "rules",
    "quality",
    "knowledge",
    "people",
)
SECONDS = 0.2  # that a reader does not notice


def tour(page: Page) -> list[str]:
    """Go through all views of an open page; give of each its title and how much it overflows to the side."""
    script = """
        const done = arguments[arguments.length - 1];
        const [views] = arguments;
        const seen = [];
        const look = () => {
          const titles = [...document.querySelectorAll("main h1")].map((title) => title.textContent);
          const wide = document.documentElement.scrollWidth - innerWidth;
          const much = document.querySelector("main").innerText.length > 40;
          seen.push(`${titles.join("|")} ${wide > 0 ? wide : 0}${much ? "" : " empty"}`);
          seen.length < views.length ? turn() : done(seen);
        };
        const turn = () => {
          addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(look)), { once: true });
          location.hash = `#/${views[seen.length]}?`;
        };
        turn();"""
    return [str(line) for line in page.wait(script, VIEWS)]


TITLES = (
    "Overview",
    "Changes",
    "Findings",
    "Files",
    "Heat map",
    "Imports",
    "Trend",
    "Rules",
    "Tests and complexity",
    "Knowledge",
    "Hot spots",
)
WHOLE = [f"{title} 0" for title in TITLES]


@pytest.mark.parametrize("size", [WIDE, PHONE, NARROWEST], ids=["wide", "phone", "narrowest"])
def test_each_view_draws_itself_without_a_complaint(page: Page, size: tuple[int, int]) -> None:
    page.complaints()
    page.open("", size)
    assert tour(page) == WHOLE
    assert page.complaints() == []


def test_nothing_is_asked_of_anyone(page: Page) -> None:
    page.requests()
    page.open()
    tour(page)
    asked = page.requests()
    assert page.url in asked
    assert asked <= {page.url, "data:,", "about:blank"}


def test_the_policy_forbids_what_the_page_does_not_do(page: Page) -> None:
    page.open()
    script = """
        const done = arguments[arguments.length - 1];
        const told = [];
        addEventListener("securitypolicyviolation", (event) => told.push(event.effectiveDirective));
        const image = document.createElement("img");
        image.src = "https://example.org/x.png";
        document.body.append(image);
        try {
          document.body.insertAdjacentHTML("beforeend", "<b>x</b>");
        } catch (error) {
          told.push(error.name);
        }
        fetch("https://example.org/").catch(() => setTimeout(() => done(told), 50));"""
    told = page.wait(script)
    assert {"img-src", "connect-src", "TypeError"} <= set(told)
    page.complaints()


def test_hostile_data_is_shown_as_text(chrome: Chrome, folder: Path) -> None:
    path = folder / "hostile.html"
    path.write_text(render(hostile_document()), encoding="utf-8")
    page = Page(chrome, path)
    page.complaints()
    page.open("findings")
    assert tour(page) == WHOLE
    assert page.ask("return document.title").endswith(f"· {HOSTILE[0]}")
    assert page.count("img") == 0
    assert page.count("script") == 5
    page.open("findings")
    assert HOSTILE[0] in page.column(3)[0] or any(HOSTILE[0] in text for text in page.column(3))
    seen = page.text("main table")
    assert "\\u202egnp.exe" in seen
    assert "\\u0000\\u001b[31m" in seen
    for text in HOSTILE:
        page.ask("location.hash = '#/files?path=' + encodeURIComponent(arguments[0])", text)
        assert page.count("main h1") == 1
    assert page.complaints() == []


def test_words_and_choices_narrow_the_findings(page: Page) -> None:
    page.open("findings")
    everything = page.text("main .table-status")
    assert everything == "1\u201350 of 400 findings"
    page.type("main input[type=search]", "BARE-except billing")
    assert all("NET301" in text for text in page.column(2))
    assert all("services/billing/" in text for text in page.column(3))
    assert "(400 without filters)" in page.text("main .table-status")
    page.type("main input[type=search]", " nowhere")
    assert page.text("main tbody") == "Nothing matches."


def test_choices_narrow_sort_and_turn_pages(page: Page) -> None:
    page.open("findings", PHONE)
    page.choose("#main select[id^=facet]", "error")
    assert set(page.column(1)) == {"error"}
    page.choose("#main select[id^=sort]", "path down")
    places = [text.rpartition(":")[0] for text in page.column(3)]
    assert places == sorted(places, reverse=True)
    page.click("#main .pager button", "Next")
    assert page.text("main .table-status").startswith("51\u2013100 of ")
    assert page.ask("return document.activeElement.textContent") == "Next"
    assert page.ask("return document.querySelector('.finding, main table').scrollWidth") <= PHONE[0]
    page.ask("document.querySelector('main .open').click()")
    assert page.ask("return document.querySelector('.finding').getBoundingClientRect().right") <= PHONE[0]


def test_what_has_changed_since_a_base_is_told(page: Page) -> None:
    page.open("changes")
    assert "Against main at 1f1f1f1f1f" in page.text(".lead")
    assert page.column(0)[:5] == ["new", "new", "new", "worse", "fixed"]
    page.choose("#main select[id^=facet]", "fixed")
    assert page.column(0)[0] == "fixed"
    assert "+1.5" in page.text(".cards")


def test_trends_are_drawn_with_their_direction_where_there_is_one(page: Page) -> None:
    page.open("trend")
    assert page.count(".chart") == 3
    assert page.count(".chart .trajectory") == 2
    text = page.text()
    assert "-9 findings per week, between -11.1 and -7.1" in text
    assert "No direction is given: too little data" in text
    assert "No line yet: it needs two points" in page.text("main > .table-block")


def test_a_link_of_the_heat_map_leads_to_its_findings(page: Page) -> None:
    page.open("heat")
    number = page.text(".heat-cell a")
    label = str(page.ask("return document.querySelector('.heat-cell a').getAttribute('aria-label')"))
    page.click(".heat-cell a")
    page.arrive("Findings")
    assert page.text("main .table-status").startswith(f"1\u2013{number} of {number} findings")
    assert {text.split("\n")[1] for text in page.column(2)} == {label.split(":")[0].split()[-1]}
    assert page.ask("return document.activeElement.tagName") == "H1"
    page.chrome.back()
    page.arrive("Heat map")


def test_a_column_sorts_both_ways_and_says_so(page: Page) -> None:
    page.open("findings")
    page.ask("document.querySelector('main th:nth-child(4) button').focus()")
    page.press("ENTER")
    up = page.column(3)
    state = "return document.querySelector('main th:nth-child(4)').getAttribute('aria-sort')"
    assert page.ask(state) == "ascending"
    assert up == sorted(up, key=lambda text: text.rpartition(":")[0])
    page.press("ENTER")
    assert page.ask(state) == "descending"
    assert page.count("main th[aria-sort]") == 1
    assert page.column(3) != up


FOLDER = """
    const [name, done] = arguments;
    const here = () => document.querySelector(".crumbs [aria-current]").textContent;
    const look = () => (here().endsWith(name) ? done() : setTimeout(look, 5));
    look();"""


def test_from_a_folder_down_to_the_lines_of_a_finding(page: Page) -> None:
    page.open("files")
    for step in ("accounts/", "domain/"):
        page.click("main tbody a", step)
        page.wait(FOLDER, step.rstrip("/"))
    page.click("main tbody a")
    page.wait(FOLDER, ".py")
    assert page.count(".file-findings > li") >= 1
    assert page.count(".excerpt .marked") >= 1
    marked = page.text(".excerpt .marked")
    number = marked.split()[0]
    assert f"# line {number}" in marked
    page.click(".crumbs a")
    page.wait(FOLDER, "shop")
    assert "services/accounts/" in page.text("main table")


def test_a_finding_opens_in_its_row_and_says_when_its_source_is_left_out(page: Page) -> None:
    page.open("findings")
    page.ask("document.querySelector('main .open').focus()")
    page.press(*["SPACE", "TAB", "TAB", "TAB"] * 3)
    page.ask("[...document.querySelectorAll('main .open[aria-expanded=false]')].map((one) => one.click())")
    assert page.count("main .open[aria-expanded=true]") == 50
    assert page.count("main tr.detail:not([hidden]) .excerpt") >= 40
    assert "The source of this finding is not in the page." in page.text("main table")


def test_a_finding_that_had_to_do_without_its_lines_says_so(chrome: Chrome, tmp_path: Path) -> None:
    (tmp_path / "small.html").write_text(render(sample(40), budget=2000), encoding="utf-8")
    page = Page(chrome, tmp_path / "small.html")
    page.open("findings")
    page.ask("document.querySelectorAll('main .open').forEach((one) => one.click())")
    assert 0 < page.count(".excerpt") < 12
    left_out = page.ask(
        "return JSON.parse(document.getElementById('status-data').textContent).excerpts.left_out"
    )
    assert left_out > 20
    said = f"It holds at most 2K characters of source; {left_out} findings had to do without."
    assert said in page.text("main table")


def test_the_reader_chooses_the_colours(page: Page) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    page.open()
    light = page.ask(ground)
    page.open(scheme="dark")
    dark = page.ask(ground)
    assert light != dark
    page.choose("#theme", "light")
    assert page.ask(ground) == light
    page.open(scheme="dark")
    assert page.ask(ground) == light  # it is remembered
    page.choose("#theme", "auto")


def test_what_is_unknown_is_said_to_be_and_how_to_provide_it(page: Page) -> None:
    page.open("overview")
    assert "run coverage xml, and pass --coverage coverage.xml" in page.text(".dimensions")
    page.open("quality")
    assert "unknown\nrun coverage with --branch" in page.text().replace("\n\n", "\n")


PARTS = (
    ("areas", "trend", "coverage"),
    ("rules", "graph", "results"),
    ("limits", "hot_spots", "tests", "literals"),
    ("scores", "findings", "complexity"),
    ("delta",),
    tuple(key for key in sample(0) if key != "repository"),
)


def test_a_part_that_is_not_there_breaks_nothing(chrome: Chrome, tmp_path: Path) -> None:
    page = Page(chrome, tmp_path / "part.html")
    page.complaints()
    for missing in PARTS:
        document = {key: value for key, value in sample(20).items() if key not in missing}
        (tmp_path / "part.html").write_text(render(document), encoding="utf-8")
        page.open()
        expected = ["Overview" if title == "Changes" and "delta" in missing else title for title in TITLES]
        assert [line.split(" 0")[0] for line in tour(page)] == expected, missing
    assert page.complaints() == []


KEYSTROKES = """
    const done = arguments[arguments.length - 1];
    const field = document.querySelector("main input[type=search]");
    const times = [];
    const type = (letters) => {
      if (!letters.length) return done(times);
      const start = performance.now();
      field.value += letters[0];
      field.dispatchEvent(new Event("input"));
      requestAnimationFrame(() => setTimeout(() => {
        times.push((performance.now() - start) / 1000);
        type(letters.slice(1));
      }));
    };
    type(arguments[0].split(""));"""

OPENED = """
    const done = arguments[arguments.length - 1];
    const start = performance.now();
    const tell = () => done((performance.now() - start) / 1000);
    addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(tell)), { once: true });
    location.hash = arguments[0];"""

SORTED = """
    document.querySelectorAll("main th .sort")[3].click();
    return document.body.offsetHeight;"""


def test_twenty_thousand_findings_answer_at_once(large: Page) -> None:
    large.open("findings")
    assert large.text("main .table-status") == "1\u201350 of 20,000 findings"
    letters = "order_1 billing"
    with large.clock() as typed:
        assert len(large.wait(KEYSTROKES, letters)) == len(letters)
    assert typed.seconds / len(letters) < SECONDS / 2
    assert large.count("main tbody tr") <= 100
    with large.clock() as sorted_by_place:
        large.ask(SORTED)
    assert sorted_by_place.seconds < SECONDS


def test_each_view_of_twenty_thousand_findings_opens_at_once(large: Page) -> None:
    large.open("overview")
    for view in VIEWS[1:]:
        with large.clock() as opened:
            large.wait(OPENED, f"#/{view}")
        assert opened.seconds < SECONDS, view


def test_the_first_render_of_twenty_thousand_findings_waits_for_no_finding(large: Page) -> None:
    with large.clock() as opened:
        large.open("overview")
    assert opened.seconds < 2 * SECONDS  # with all that follows, seven megabytes of data to step over
    before = """
        const [drawn] = performance.getEntriesByName("drawn");
        const [load] = performance.getEntriesByType("navigation");
        return drawn.startTime < load.domInteractive;"""
    assert large.ask(before)


READABLE = (Path(__file__).parent / "readable.js").read_text(encoding="utf-8")
OPEN_ALL = """
    document.querySelectorAll(".node")[4]?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    [...document.querySelectorAll("main .open")].slice(0, 3).forEach((one) => one.click());
    document.querySelectorAll("details").forEach((one) => { one.open = true; });"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_view_can_be_read_and_reached(page: Page, size: tuple[int, int], scheme: str) -> None:
    for view in (*VIEWS, "files?path=services/accounts/domain"):
        page.open(view, size, scheme)
        page.ask(OPEN_ALL)
        assert page.ask(READABLE) == [], view


def test_what_cannot_be_read_is_noticed(page: Page) -> None:
    page.open("findings")
    page.ask("""
        document.querySelector("main caption").remove();
        document.querySelector("main .badge").style.color = "rgb(200, 200, 200)";
        document.querySelector("main .open").removeAttribute("aria-label");
        document.querySelector("main h1").tabIndex = 3;""")
    told = [line.partition(":")[0] for line in page.ask(READABLE)]
    assert sorted({line.split()[0] for line in told}) == ["contrast", "jumps", "no"]
    assert {"no caption", "no name", "jumps the queue"} <= set(told)
