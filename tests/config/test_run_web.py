"""The pages as a program: what a phone meets at the address of the agency."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from solidground.config.commands.run import UNASKED_MOST, end, unasked
from solidground.config.serving import ENDS_SECONDS
from solidground.config.wsgi import hosts, reached_by
from tests.config.conftest import Solidground
from tests.soak.clocks import until

SECONDS_MOST = 120


@pytest.fixture
def port() -> int:
    """Give a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


@contextmanager
def running(port: int, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program of ours until it answers on a port, and to the end of the block."""
    code = "from solidground.config.command_line import main; main()"
    command = [sys.executable, "-c", code, *arguments, "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program:
        try:
            until(lambda: program.poll() is not None or answers(port), "pages that answer", SECONDS_MOST)
            yield program
        finally:
            program.terminate()
            try:
                program.wait(SECONDS_MOST)
            except subprocess.TimeoutExpired:
                program.kill()


@pytest.fixture
def pages(harbor: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the pages of an agency until the test ends."""
    with running(port, "run", "web", "--data", str(harbor)) as program:
        yield program


def ask(port: int, address: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_MOST)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_the_pages_answer_and_stop_when_they_are_told_to(pages: subprocess.Popen[str], port: int) -> None:
    assert ask(port, "/help")[0] == 200
    assert ask(port, "/nothing")[0] == 404
    assert ask(port, "/help", Host="elsewhere.example")[0] == 400, "under a name that is not theirs they say nothing"
    for file in ("/static/ground.css", "/static/offline.js", "/keep.js"):
        assert ask(port, file)[0] == 200
    pages.send_signal(signal.SIGTERM)
    said = pages.stderr.read() if pages.stderr is not None else ""
    assert pages.wait() == 0
    assert f"are at http://127.0.0.1:{port}. Ctrl-C stops them." in said
    assert "Messages carry no link to them yet: set link in settings.toml." in said
    assert said.endswith("Stopped; nothing is lost.\n")
    assert "/help" not in said, "who looked is written nowhere"


def test_help_is_there_whatever_became_of_the_database(pages: subprocess.Popen[str], harbor: Path, port: int) -> None:
    before = ask(port, "/help")
    assert before[0] == 200
    for path in harbor.glob("solidground.sqlite3-*"):
        path.unlink()
    (harbor / "solidground.sqlite3").write_bytes(b"")
    status, said = ask(port, "/night", Cookie="device=anything")
    assert (status, "tel:" in said, 'class="night"' in said) == (500, True, True)
    assert ask(port, "/help") == before
    assert ask(port, "/unsent/night")[0] == ask(port, "/night")[0] == 200
    assert pages.poll() is None


def test_one_command_runs_the_clock_and_the_pages_and_stops_both(harbor: Path, port: int) -> None:
    with running(port, "run", "--data", str(harbor)) as both:
        assert ask(port, "/help")[0] == 200
        both.send_signal(signal.SIGTERM)
        said = both.stderr.read() if both.stderr is not None else ""
        assert both.wait() == 0
    assert "The clock of" in said
    assert "The pages of" in said
    assert said.count("Stopped; nothing is lost.") == 2
    with pytest.raises(OSError, match="refused"):
        ask(port, "/help")


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def test_a_terminal_that_is_closed_stops_both_and_one_that_is_to_be_outlived_does_not(harbor: Path, port: int) -> None:
    # Whatever began the tests may itself be made to outlive its terminal: a program takes that over from who begins it.
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        with running(port, "run", "--data", str(harbor)) as both:
            assert ask(port, "/help")[0] == 200
            both.send_signal(signal.SIGHUP)
            assert both.wait(SECONDS_MOST) == 0
            until(lambda: not answers(port), "nobody to answer")
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        with running(port, "run", "--data", str(harbor)) as both:
            assert ask(port, "/help")[0] == 200
            both.send_signal(signal.SIGHUP)
            both.send_signal(signal.SIGTERM)
            assert both.wait(SECONDS_MOST) == 0
            assert both.stderr is not None
            assert both.stderr.read().count("Stopped; nothing is lost.") == 2
    finally:
        signal.signal(signal.SIGHUP, before)


def test_pages_outlive_neither_a_clock_beside_them_that_is_killed_nor_what_looks_after_them(
    harbor: Path, port: int
) -> None:
    for words in (("run",), ("run", "web")):
        with running(port, *words, "--data", str(harbor)) as program:
            assert ask(port, "/help")[0] == 200
            program.kill()
            until(lambda: not answers(port), f"nobody to answer after {words}")


def test_of_two_programs_of_pages_one_that_is_killed_leaves_the_other_to_answer(harbor: Path, port: int) -> None:
    with running(port, "run", "web", "--data", str(harbor), "--workers", "2") as program:
        assert ask(port, "/help")[0] == 200
        first, second = both(program.pid)
        os.kill(first, signal.SIGKILL)
        until(lambda: first not in workers(program.pid), "one killed")
        for _ in range(20):
            assert ask(port, "/help")[0] == 200
        # Another one takes its place, and hears that it is to stop though it has not begun to answer.
        assert second in both(program.pid)
        program.send_signal(signal.SIGTERM)
        assert program.wait(ENDS_SECONDS / 2) == 0
        until(lambda: not answers(port), "nobody to answer")


def workers(pid: int) -> list[int]:
    """Return the programs that answer pages, whichever thread of the one that looks after them began each."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        # It may have ended meanwhile.
        with suppress(FileNotFoundError):
            found += map(int, (thread / "children").read_text(encoding="utf-8").split())
    return found


def both(pid: int) -> list[int]:
    """Wait for both programs of pages."""
    return until(lambda: found if len(found := workers(pid)) == 2 else [], "two programs of pages")


def test_of_two_that_begin_on_one_port_in_one_moment_the_second_ends(harbor: Path, port: int) -> None:
    with socket.socket(socket.AF_UNIX) as first:
        first.bind(f"\0solidground 127.0.0.1 {port}")
        with running(port, "run", "web", "--data", str(harbor)) as second:
            assert second.wait(SECONDS_MOST) == 2
            assert second.stderr is not None
            assert f"Port {port} of 127.0.0.1 cannot be used (Address already in use)." in second.stderr.read()


def test_a_program_of_pages_that_cannot_begin_ends_no_other(harbor: Path, port: int) -> None:
    with running(port, "run", "web", "--data", str(harbor), "--workers", "2") as program:
        assert ask(port, "/help")[0] == 200
        first, second = both(program.pid)
        (harbor / "keys" / "links.key").rename(harbor / "keys" / "away")
        os.kill(first, signal.SIGKILL)
        begun_anew = until(lambda: {*workers(program.pid)} - {first, second}, "one begun anew")
        until(lambda: not begun_anew & {*workers(program.pid)}, "that it cannot begin")
        (harbor / "keys" / "away").rename(harbor / "keys" / "links.key")
        assert ask(port, "/help")[0] == 200
        assert len(both(program.pid)) == 2


def test_a_file_is_answered_from_by_one_program_and_a_server_by_one_for_each_core(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cores = {1: 1, 2: 2, 16: UNASKED_MOST, None: 1}
    for many, answer in cores.items():
        monkeypatch.setattr("os.cpu_count", lambda many=many: many)
        assert (unasked("sqlite"), unasked("postgresql")) == (1, answer)


def test_pages_that_do_not_end_when_told_to_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solidground.config.commands.run.ENDS_SECONDS", 0.1)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); signal.pause()"
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True) as program:
        assert program.stdout is not None
        program.stdout.readline()
        end(program)
        assert program.returncode == -signal.SIGKILL


def test_what_runs_needs_a_directory(solidground: Solidground) -> None:
    assert solidground("run") == (2, "", "Name the data directory: --data DIR.\n")


def test_a_file_of_ones_own_that_cannot_be_read_is_said_before_the_pages_begin(
    solidground: Solidground, harbor: Path, port: int
) -> None:
    settings = harbor / "settings.toml"
    settings.write_text(settings.read_text().replace("# options =", "options =").replace("# duty =", "duty ="))
    (harbor / "options.toml").write_text('[[office]]\nkind = "union"\n')
    refused = solidground("run", "web", "--data", harbor, "--port", port)
    assert (refused.code, refused.err.count("\n")) == (2, 2)
    assert f'The list of duties "{harbor}/duty.toml" could not be read.' in refused.err
    assert "[[office]] number 1: it holds where, kind, name, number, each a text, and nothing else." in refused.err
    found = solidground("status", "--data", harbor, "--json").json["files"]
    assert [f"{harbor}/duty.toml" in found[0], "[[office]] number 1" in found[1]] == [True, True]
    assert "[[office]] number 1" in solidground("status", "--data", harbor).err


def test_a_port_that_is_taken_is_said(solidground: Solidground, harbor: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = solidground("run", "web", "--data", harbor, "--port", taken.getsockname()[1])
    assert (found.code, "cannot be used" in found.err) == (2, True)


def test_the_pages_answer_under_this_machine_s_names_and_that_of_the_link() -> None:
    assert hosts("") == ["127.0.0.1", "localhost", "[::1]"]
    assert hosts("https://coffee.example.org")[-1] == "coffee.example.org"


def test_the_pages_know_where_they_begin(harbor: Path) -> None:
    file = harbor / "settings.toml"
    file.write_text(file.read_text("utf-8").replace("# link =", "link ="), "utf-8")
    code = "import sys; from pathlib import Path; from solidground.config.wsgi import house_at as at"
    told = subprocess.check_output([sys.executable, "-c", f"{code}; print(at(Path(sys.argv[1])).link)", harbor])
    assert told.decode().strip() == "https://coffee.example.org"


@pytest.mark.parametrize(
    ("link", "host", "scheme"),
    [
        ("https://coffee.example.org", "Coffee.example.org", "https"),
        ("https://coffee.example.org", "localhost:8000", "http"),
        ("http://localhost:8000", "localhost:8000", "http"),
        ("", "localhost", "http"),
    ],
)
def test_what_comes_under_the_name_of_the_link_came_through_tls(link: str, host: str, scheme: str) -> None:
    pages = reached_by(link, lambda environ, _start: [environ["wsgi.url_scheme"]])
    assert pages({"HTTP_HOST": host, "wsgi.url_scheme": "http"}, None) == [scheme]


@pytest.mark.usefixtures("pages")
def test_who_sends_half_a_form_holds_up_nobody(port: int) -> None:
    half = b"POST /help HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nCookie: csrftoken=" + b"a" * 32
    form = b"\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nchoice="
    with ExitStack() as halves:
        for _ in range(20):
            halves.enter_context(socket.create_connection(("127.0.0.1", port))).sendall(half + form)
        assert ask(port, "/help")[0] == 200


def test_the_pages_stop_though_somebody_sent_half_a_form(pages: subprocess.Popen[str], port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST /help HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nchoice=")
        assert ask(port, "/help")[0] == 200
        pages.send_signal(signal.SIGTERM)
        assert pages.wait(timeout=SECONDS_MOST) == 0
