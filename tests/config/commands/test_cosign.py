"""``cosign``, ``keys rotate``, ``verify --against``: an outsider with hashes alone catches who has everything else."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from solidground.store.seal import make_seal
from tests.config.conftest import Answer, Solidground
from tests.store.forger import rebuild

FILE = "solidground.sqlite3"
HEADS = {"agency": "agency", "side": "care"}


class Union:
    """A cosigner with a folder of his own, and the agency he looks after."""

    def __init__(self, solidground: Solidground, harbor: Path, folder: Path) -> None:
        self._solidground, self.harbor, self.folder = solidground, harbor, folder
        self.key, self.log, self.kept = folder / "union.key", folder / "log.json", folder / "union.key.kept.json"

    def export(self, *since: object, folder: Path | None = None) -> Path:
        """Ask the agency for its checkpoints."""
        given = ["--since", self.kept] if since else []
        told = self._solidground("export", "checkpoints", "--data", folder or self.harbor, *given)
        assert told.code == 0, told.err
        self.log.write_text(told.out)
        return self.log

    def cosign(self, *arguments: object) -> Answer:
        """Cosign what was exported."""
        return self._solidground("cosign", "--log", self.log, "--key", self.key, *arguments)

    def grow(self, folder: Path | None = None) -> None:
        """Add an event to the agency's log, and let the clock seal it."""
        people = self.folder / "people.csv"
        number = len(list(self.folder.iterdir()))
        people.write_text(f"person_ref,appointed_on,separated_on\nM{number},,\n")
        (self.folder / f"grown{number}").touch()
        for command in (("import", "members", people), ("tick",)):
            done = self._solidground(*command, "--data", folder or self.harbor)
            assert done.code == 0, done.err

    def edit(self, **changes: object) -> None:
        """Change the exported file by hand."""
        self.log.write_text(json.dumps(json.loads(self.log.read_text()) | changes))


@pytest.fixture
def union(solidground: Solidground, harbor: Path, tmp_path: Path) -> Union:
    """Give a cosigner who has signed once."""
    (tmp_path / "union").mkdir()
    made = Union(solidground, harbor, tmp_path / "union")
    assert solidground("tick", "--data", harbor).code == 0
    made.export()
    assert made.cosign("--new").code == 0
    return made


def forge(solidground: Solidground, harbor: Path) -> None:
    """Change an event of a sealed log, make every hash fit again, and let its own clock sign that."""
    hand = sqlite3.connect(harbor / FILE)
    hand.execute("UPDATE event SET body = replace(body, 'founder-2', 'founder-3') WHERE position = 2")
    for statement in ("DELETE FROM checkpoint", "DELETE FROM node"):
        hand.execute(statement)
    rebuild(hand, "care", "agency")
    hand.commit()
    hand.close()
    assert solidground("tick", "--data", harbor).code == 0


def test_a_log_that_only_grew_is_signed_and_kept_each_time(union: Union) -> None:
    sizes = []
    for since in ((), ("since",)):
        union.grow()
        union.export(*since)
        found = union.cosign("--json")
        assert found.code == 0, found.err
        (one,) = found.json["cosigned"]
        sizes.append((one["kept_before"], one["size"]))
        kept = json.loads(union.kept.read_text())
        assert [mark["size"] for mark in kept["checkpoints"]] == [one["size"]]
        assert kept["cosigner"] == found.json["public_key"]
    assert sizes[0][0] == 4
    assert sizes[0][1] == sizes[1][0] < sizes[1][1]
    told = union.cosign()
    assert (told.code, "Signed:" in told.out) == (0, True), "the same file twice changes nothing"


def test_the_first_time_says_what_it_cannot_know(union: Union, solidground: Solidground, tmp_path: Path) -> None:
    again = union.cosign("--new")
    assert (again.code, "is not the first time" in again.err) == (2, True)
    first = solidground("cosign", "--log", union.log, "--key", union.key, "--kept", tmp_path / "other.json", "--new")
    assert (first.code, "nothing to compare this first one with" in first.out) == (0, True)
    assert json.loads(union.log.read_text())["public_key"] in first.out


def test_nothing_that_names_or_tells_leaves_the_machine(union: Union) -> None:
    union.grow()
    told = union.export("since").read_text()
    assert set(json.loads(told)) == {
        "public_key",
        "checkpoints",
        "rotations",
        "growth",
        "cosigner",
        "cosigned",
    }
    assert not any(word in told for word in ("M2", "person/", "PersonAdded", "body", "salt", "C1"))


def test_a_log_rebuilt_by_who_has_the_key_is_not_signed_and_not_whole(union: Union, solidground: Solidground) -> None:
    kept = union.kept.read_bytes()
    forge(solidground, union.harbor)
    union.grow()
    assert solidground("verify", "--data", union.harbor).code == 0, "by itself the forgery passes"
    for since in ((), ("since",)):
        union.export(*since)
        found = union.cosign()
        assert (found.code, found.out) == (1, "")
        assert "was kept" in found.err
        assert found.err.rstrip().endswith("Nothing was signed.")
    assert "does not add to it: something in those events was changed" in found.err
    assert union.kept.read_bytes() == kept
    refused = union.cosign("--json").json
    assert (refused["cosigned"], "does not add to it" in refused["refused"]) == ([], True)
    told = solidground("verify", "--data", union.harbor, "--against", union.kept)
    assert (told.code, "event 1 is the first" in told.out) == (1, True)
    assert "held against the checkpoints kept in" in told.out
    assert "another key" not in told.out


def test_a_log_without_its_end_is_not_signed(union: Union, solidground: Solidground, tmp_path: Path) -> None:
    early = shutil.copytree(union.harbor, tmp_path / "early")
    union.grow()
    union.export()
    assert union.cosign().code == 0
    union.export(folder=early)
    found = union.cosign()
    assert (found.code, "its end was cut off" in found.err) == (1, True)
    told = solidground("verify", "--data", early, "--against", union.kept, "--json")
    assert (told.code, told.json) == (1, {"events": 4, "first_bad": HEADS | {"position": 5}, "unsealed": 0})


def test_another_log_of_the_same_size_and_one_that_is_gone_are_not_signed(
    union: Union, solidground: Solidground
) -> None:
    forge(solidground, union.harbor)
    union.export()
    found = union.cosign()
    assert (found.code, "does not add to it" in found.err) == (1, True)
    kept = json.loads(union.log.read_text())["checkpoints"]
    assert len(kept) == 1


def test_a_proof_that_is_missing_is_asked_for(union: Union) -> None:
    union.grow()
    union.export()
    union.edit(growth=[])
    found = union.cosign()
    assert (found.code, "holds no proof that the log of now adds to it" in found.err) == (1, True)


def test_a_new_key_that_the_old_one_vouched_for_is_followed(union: Union, solidground: Solidground) -> None:
    first = solidground("keys", "rotate", "--data", union.harbor, "--json")
    assert (first.code, set(first.json)) == (0, {"public_key"})
    said = solidground("keys", "rotate", "--data", union.harbor).out
    assert "What the old key signed still holds" in said
    union.grow()
    union.export("since")
    found = union.cosign("--json")
    assert found.code == 0, found.err
    assert found.json["sealed_by"] in said
    assert solidground("verify", "--data", union.harbor, "--against", union.kept).code == 0


def test_a_key_that_nobody_vouched_for_is_not(union: Union, solidground: Solidground) -> None:
    """Whoever lost the signing key, or wants to be rid of it, makes a new one and signs everything anew."""
    for name in ("seal.key", "seal.pub"):
        (union.harbor / "keys" / name).unlink()
    hand = sqlite3.connect(union.harbor / FILE)
    hand.execute("DELETE FROM checkpoint")
    hand.commit()
    hand.close()
    make_seal(union.harbor)
    union.grow()
    assert solidground("verify", "--data", union.harbor).code == 0
    union.export()
    found = union.cosign()
    assert (found.code, "signed by another key than those you keep" in found.err) == (1, True)
    told = solidground("verify", "--data", union.harbor, "--against", union.kept)
    assert (told.code, "either they are of another installation" in told.out) == (1, True)


def test_checkpoints_of_another_agency_are_bad_input(union: Union, solidground: Solidground, tmp_path: Path) -> None:
    bay = tmp_path / "bay"
    arguments = ("--agency", "bay", "--administrator", "A1", "--coordinator", "C1", "--zone", "America/Chicago")
    assert solidground("init", "--data", bay, *arguments).code == 0
    assert solidground("tick", "--data", bay).code == 0
    told = solidground("verify", "--data", bay, "--against", union.kept, "--json")
    assert (told.code, told.out) == (2, "")
    assert "is of agency agency, and" in told.err
    union.export(folder=bay)
    found = union.cosign()
    assert (found.code, "of another agency (bay) than the checkpoints you keep (agency)" in found.err) == (2, True)


@pytest.mark.parametrize(
    "statements", [["DROP TABLE head"], ["DELETE FROM head", "DELETE FROM event", "DELETE FROM checkpoint"]]
)
def test_a_log_that_is_gone_altogether_is_an_altered_one(
    union: Union, solidground: Solidground, statements: list[str]
) -> None:
    hand = sqlite3.connect(union.harbor / FILE)
    for statement in statements:
        hand.execute(statement)
    hand.commit()
    hand.close()
    told = solidground("verify", "--data", union.harbor, "--against", union.kept, "--json")
    assert (told.code, told.json["first_bad"]) == (1, HEADS | {"position": 1})


def test_cut_and_changed_files_are_bad_input(union: Union, solidground: Solidground) -> None:
    whole = union.log.read_text()
    said = json.loads(whole)
    (one,) = said["checkpoints"]
    wrong = {
        "is cut or damaged": whole[: len(whole) // 2],
        "is cut or": "",
        "or is no file of checkpoints": "[1, 2]",
        "holds no checkpoint": json.dumps(said | {"checkpoints": []}),
        "is not signed by the key that the file names": json.dumps(said | {"checkpoints": [one | {"size": 3}]}),
        "is not signed by": json.dumps(said | {"checkpoints": [one | {"chain": "no hex"}]}),
        "or is no file of": json.dumps(said | {"checkpoints": [one | {"size": 0}]}),
        "is cut or damaged, or": json.dumps(said | {"checkpoints": [one | {"size": 1 << 80}]}),
        "holds no checkpoint: nothing": json.dumps(said | {"public_key": "ff"}),
    }
    for why, content in wrong.items():
        union.log.write_text(content)
        for found in (union.cosign(), solidground("verify", "--data", union.harbor, "--against", union.log)):
            assert (found.code, found.out) == (2, ""), why
            assert why in found.err
    missing = solidground("verify", "--data", union.harbor, "--against", union.folder / "none")
    assert (missing.code, "could not be read" in missing.err) == (2, True)


def test_a_wrong_key_and_what_somebody_else_kept_are_bad_input(union: Union, solidground: Solidground) -> None:
    mistyped = solidground("cosign", "--log", union.log, "--key", union.folder / "onion.key")
    assert (mistyped.code, "There is no key" in mistyped.err) == (2, True)
    private = union.key.read_bytes()
    union.key.write_bytes(private[:20])
    assert (union.cosign().code, "is not the key of a cosigner" in union.cosign().err) == (2, True)
    union.key.write_bytes(bytes(32))
    foreign = union.cosign()
    assert (foreign.code, "is not signed by this key: another key, or a changed file" in foreign.err) == (2, True)
    union.key.write_bytes(private)
    union.kept.unlink()
    lost = union.cosign()
    assert (lost.code, "Nothing is kept in" in lost.err) == (2, True)


def test_what_cannot_be_kept_is_said(union: Union) -> None:
    union.kept.with_name(union.kept.name + ".part").mkdir()
    found = union.cosign()
    assert (found.code, "Nothing new is kept" in found.err) == (2, True)


@pytest.mark.parametrize("position", [1, 3, 4])
def test_one_event_is_shown_to_be_in_what_was_kept(union: Union, solidground: Solidground, position: int) -> None:
    event = union.folder / "event.json"
    union.grow()
    told = solidground("export", "event", position, "--data", union.harbor, "--since", union.kept)
    event.write_text(told.out)
    asked = ("cosign", "--event", event, "--kept", union.kept)
    assert solidground(*asked, "--json").json == HEADS | {"position": position, "size": 4}
    assert f"Event {position} of the log" in solidground(*asked).out
    event.write_text(told.out.replace('"version": 1', '"version": 7').replace('"version": 2', '"version": 7'))
    forged = solidground(*asked)
    assert (forged.code, "The event is not in the log that was kept" in forged.err) == (1, True)
    event.write_text(solidground("export", "event", position, "--data", union.harbor).out)
    newer = solidground(*asked)
    assert (newer.code, "made with --since" in newer.err) == (2, True)


def test_an_event_that_is_not_sealed_or_not_there_is_not_proved(union: Union, solidground: Solidground) -> None:
    for asked in ((9, "--side", "care"), (1, "--side", "command"), (0,)):
        found = solidground("export", "event", *asked, "--data", union.harbor)
        assert (found.code, "No checkpoint of the log" in found.err) == (2, True)


def test_nothing_is_proved_of_a_log_that_does_not_fit_its_checkpoint(union: Union, solidground: Solidground) -> None:
    hand = sqlite3.connect(union.harbor / FILE)
    hand.execute("UPDATE event SET commitment = chain WHERE position = 2")
    hand.commit()
    hand.close()
    for asked in (("event", 2), ("event", 3), ("checkpoints",)):
        found = solidground("export", *asked, "--data", union.harbor)
        assert (found.code, "does not fit its checkpoint" in found.err) == (2, True)


def test_what_to_do_must_be_said(solidground: Solidground, tmp_path: Path) -> None:
    for asked in ((), ("--log", tmp_path), ("--event", tmp_path), ("--event", tmp_path, "--key", tmp_path)):
        found = solidground("cosign", *asked)
        assert (found.code, "Say what to do" in found.err) == (2, True)
