"""What stands apart on a phone: a command is parted at spaces alone, and a table has room under its last row."""

from typing import Final

import pytest

from tests.browser.browse_pages import reached
from tests.browser.phones import Phones
from tests.browser.scenes import SCENES
from tests.browser.stage import Stage

PARTED: Final = """() => {
  const found = [];
  for (const command of document.querySelectorAll(".command")) {
    const words = document.createTreeWalker(command, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      for (const word of words.currentNode.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(words.currentNode, word.index);
        range.setEnd(words.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((line) => line.top)).size !== 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""
ROOM: Final = """() => {
  const table = document.querySelector("table.tally");
  return document.querySelector("main .seen").getBoundingClientRect().top - table.getBoundingClientRect().bottom;
}"""
ROOM_LEAST: Final = 12
SCENE: Final = {scene.name: scene for scene in SCENES}


@pytest.mark.parametrize("name", ["checkpoints", "administration"])
def test_a_command_is_parted_at_spaces_alone(phones: Phones, stage: Stage, name: str) -> None:
    with phones.one(stage) as page:
        reached(page, SCENE[name], stage)
        assert page.locator(".command").count()
        assert page.evaluate(PARTED) == []


def test_a_table_has_room_under_its_last_row(phones: Phones, stage: Stage) -> None:
    with phones.one(stage) as page:
        reached(page, SCENE["audit"], stage)
        assert page.evaluate(ROOM) >= ROOM_LEAST
