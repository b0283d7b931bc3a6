"""Terminals get one changing line and Rich tables; all others plain text."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from tidu.cli import live
from tidu.cli.live import LiveScreen
from tidu.cli.progress import Spoken
from tidu.cli.screen import Quiet, Screen, Session
from tidu.text.sheet import Sheet, plain
from tidu.text.width import clipped, padded, width, wrapped


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def terminal(columns: int = 60) -> tuple[LiveScreen, io.StringIO, Clock]:
    stream, clock = io.StringIO(), Clock()
    console = Console(file=stream, force_terminal=True, width=columns, highlight=False)
    return LiveScreen(stream, clock, console), stream, clock


def seen(stream: io.StringIO) -> str:
    """The output without the terminal's codes."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", stream.getvalue())


def test_a_terminal_is_told_at_most_ten_times_a_second() -> None:
    screen, stream, clock = terminal()
    progress = Spoken(screen)
    for done in range(1, 2001):
        clock.now = done / 1000
        progress.epoch(done, 2000, 1.0, 1.0)
    screen.close()
    epochs = re.findall(r"Epoch (\d+)/", seen(stream))
    assert 20 <= len(epochs) <= 22
    assert epochs[-1] == "2000"


def test_a_new_stage_is_told_at_once() -> None:
    screen, stream, _ = terminal()
    progress = Spoken(screen)
    progress.stage("Reading")
    progress.stage("Training")
    progress.epoch(1, 10, 1.0, 1.0)
    assert re.search("Reading.*Training.*Epoch 1/10", seen(stream), re.S)
    screen.close()


def test_the_changing_line_is_cut_and_taken_away() -> None:
    screen, stream, _ = terminal(columns=30)
    screen.status("轮" * 40)
    assert max(width(line) for line in re.split(r"[\r\n]", seen(stream))) <= 30
    screen.close()
    assert stream.getvalue().endswith("\x1b[2K")


def test_lines_stay_above_the_changing_line_and_are_not_markup() -> None:
    screen, stream, _ = terminal()
    screen.status("working")
    screen.line("column [bold]x[/bold] :smile:", "warn")
    screen.close()
    assert "column [bold]x[/bold] :smile:" in seen(stream)
    assert "\x1b[1;33m" in stream.getvalue()


@pytest.mark.parametrize("columns", [40, 80])
def test_tables_fit_the_terminal(columns: int) -> None:
    screen, stream, _ = terminal(columns)
    rows = [["[red]岛屿", "12,345", "一个很长的说明，" * 6], ["b", "7", "short"]]
    screen.table(Sheet(["Column", "Missing", "Use"], rows, numbers={1}, strong={1}))
    lines = seen(stream).splitlines()
    assert all(width(line) <= columns for line in lines)
    assert any("[red]岛屿" in line for line in lines)
    ends = [line.index(cell) + len(cell) for line in lines for cell in ("12,345",) if cell in line]
    assert len(ends) == 1
    assert "\x1b[1m" in stream.getvalue()


def test_a_table_without_heads_has_no_empty_line() -> None:
    screen, stream, _ = terminal()
    screen.table(Sheet((), [("Seed", "3")]))
    assert seen(stream).split() == ["Seed", "3"]
    assert plain(Sheet((), [("Seed", "3"), ("版本", "0.1")])) == "Seed  3\n版本  0.1"


def test_plain_tables_are_aligned_by_what_is_seen() -> None:
    rows = [["岛", "1"], ["island", "1,000"], ["长" * 40, ""]]
    text = plain(Sheet(["名", "n"], rows, numbers={1}))
    head, first, second, third = text.splitlines()
    assert width(head) == width(first) == width(second) == 48 - 1 + 2 + 5
    assert third == "长" * 23 + "…"


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("as_json", [False, True])
def test_the_session_chooses_where_to_speak(
    quiet: bool, as_json: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with Session(quiet, as_json) as session:
        assert type(session.screen) is (Quiet if quiet else Screen)
        session.screen.line("words")
        session.answer({"a": [1.0, float("inf"), (float("nan"),)]})
    output, errors = capsys.readouterr()
    words = "" if quiet else "words\n"
    answer = '{"a": [1.0, null, [null]]}\n' if as_json else ""
    assert (output, errors) == ((answer, words) if as_json else (words + answer, ""))


def test_a_terminal_gets_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdout", Terminal())
    with Session(quiet=False, as_json=False) as session:
        assert type(session.screen) is live.LiveScreen


def test_the_screen_is_closed_when_the_work_fails() -> None:
    screen, stream, _ = terminal()
    session = Session(quiet=True, as_json=False)
    session.screen = screen
    with pytest.raises(RuntimeError), session:
        screen.status("working")
        raise RuntimeError
    assert stream.getvalue().endswith("\x1b[2K")


def test_losses_that_are_not_numbers_are_told() -> None:
    stream = io.StringIO()
    Spoken(Screen(stream)).epoch(1, 1, float("nan"), float("nan"))
    assert "training –, validation – (best – at 0)" in stream.getvalue()


@pytest.mark.parametrize("places", range(2, 20))
@pytest.mark.parametrize("text", ["one two three", "学习率，步长（小）。", "a 学 b习", "", " x"])
def test_wrapping_keeps_the_words_and_the_width(text: str, places: int) -> None:
    lines = wrapped(text, places)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line[:1] not in "，。）" or not line for line in lines)
    longest = max([width(word) + 2 for word in text.split(" ") if word.isascii()], default=4)
    assert all(width(line) <= max(places, longest, 6) for line in lines)


@pytest.mark.parametrize("places", range(1, 12))
@pytest.mark.parametrize("text", ["Chinstrap", "企鹅企鹅", "a企b鹅", ""])
def test_clipping_never_exceeds_the_places(text: str, places: int) -> None:
    cut = clipped(text, places)
    assert width(cut) <= places
    assert width(padded(cut, places)) == places
    assert cut == text or cut[:-1] == text[: len(cut) - 1]
