"""The drawing of the import graph as a reader uses it, in a real browser."""

from __future__ import annotations

from tests.status.page.browser import PHONE, WIDE, Page


def test_the_graph_is_walked_by_keys(page: Page) -> None:
    page.open("graph")
    page.ask("document.querySelector('.node[tabindex=\"0\"]').focus()")
    name = "return document.activeElement.querySelector('.node-name').textContent.trim()"
    assert page.ask(name) == "shop.cli"
    page.press("ARROW_DOWN", "ARROW_DOWN", "ARROW_RIGHT")
    assert page.ask(name) in ("shop.jobs", "shop.web")
    page.press("ARROW_DOWN", "ARROW_DOWN", "ARROW_DOWN", "ENTER")
    assert page.text(".graph-panel h2") == "shop.storage"
    assert "breaks a layer" in page.text(".graph-panel")
    assert page.count(".node[aria-pressed=true]") == 1
    before = page.ask("return document.querySelector('.drawing').getAttribute('viewBox')")
    page.press("+")
    assert page.ask("return document.querySelector('.drawing').getAttribute('viewBox')") != before
    page.press("0", "ESCAPE")
    assert page.ask("return document.querySelector('.drawing').getAttribute('viewBox')") == before
    assert page.count(".node[aria-pressed=true]") == 0


def test_the_neighbours_of_a_package_are_walked_by_its_list(page: Page) -> None:
    page.open("graph")
    page.ask(
        "document.querySelectorAll('.node')[5].dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    )
    chosen = page.text(".graph-panel h2")
    said = page.ask("return document.querySelector('.graph [role=status]').textContent")
    assert said.startswith(f"{chosen} imports ")
    page.click(".graph-panel .links button")
    assert page.text(".graph-panel h2") != chosen
    assert page.ask("return document.activeElement.tagName") == "H2"
    page.click(".graph-panel button", "Close")
    assert page.count(".graph-panel h2") == 0
    assert page.ask("return document.activeElement.classList.contains('node')")


def test_test_code_is_drawn_when_it_is_asked_for(page: Page) -> None:
    page.open("graph")
    assert page.count(".node") == 9
    page.click("#graph-tests")
    assert page.count(".node") == 11
    assert page.ask("return document.activeElement.id") == "graph-tests"


def test_main_lines_leave_out_what_longer_ways_say(page: Page) -> None:
    page.open("graph")
    shown = page.count("path.edge:not(.gone)")
    page.choose("#graph-only", "all")
    assert page.count("path.edge.gone") == 0
    assert page.count("path.edge") > shown
    page.choose("#graph-only", "wrong")
    assert page.count(".drawing path.edge:not(.gone)") == 2


def test_what_is_wrong_in_the_graph_is_drawn_and_told(page: Page) -> None:
    page.open("graph")
    assert page.count("path.edge.broken") == 3  # with the one of the key
    assert "2 links (3 imports) break a layer" in page.text(".lead")
    assert [text for text in page.column(3)[:3] if text] == ["breaks a layer", "breaks a layer"]


BOXES = """
    return [...document.querySelectorAll(".node rect")].map((one) => one.getBoundingClientRect().toJSON());"""


def test_boxes_of_the_graph_do_not_cover_one_another(page: Page) -> None:
    for size in (WIDE, PHONE):
        page.open("graph", size)
        boxes: list[dict[str, float]] = page.ask(BOXES)
        assert len(boxes) == 9  # without those of tests
        for at, one in enumerate(boxes):
            assert one["left"] >= 0
            assert one["right"] <= size[0]
            for other in boxes[at + 1 :]:
                beside = one["right"] <= other["left"] or other["right"] <= one["left"]
                assert beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
