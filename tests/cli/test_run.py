"""`tidu run`: scripts run as Python runs them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tidu.cli import main
from tidu.cli.apart import script_apart


def run(
    script: Path, *words: str, command: str = "run", **environment: str
) -> subprocess.CompletedProcess[str]:
    """`tidu run script words`, or another command, in a process of its own."""
    said = [sys.executable, "-m", "tidu", command, str(script), *words]
    settings = {**os.environ, "TIDU_LANG": "en", **environment}
    return subprocess.run(said, capture_output=True, text=True, env=settings, check=False)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Where a script is written."""
    return tmp_path / "script.py"


def test_a_script_sees_what_python_shows_it(script: Path) -> None:
    script.with_name("beside.py").write_text("import torch\nx = torch.ones(2)")
    script.write_text(
        "import sys, beside, torch.nn as nn\n"
        "print(sys.argv[1:], __name__, __file__ == sys.argv[0], sys.path[0])\n"
        "print(beside.x, nn.Linear(1, 1), sys.modules['__main__'].nn is nn)"
    )
    done = run(script, "--help", "-q", "--", "--lang", "zh")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        f"['--help', '-q', '--', '--lang', 'zh'] __main__ True {script.parent}",
        "tensor([1., 1.]) Linear(in_features=1, out_features=1, bias=True) True",
    ]


@pytest.mark.parametrize(
    ("line", "code", "complaint"),
    [
        ("pass", 0, ""),
        ("import sys; sys.exit(7)", 7, ""),
        ("raise SystemExit('no data')", 1, "no data\n"),
        ("raise OSError(2, 'gone', 'data.csv')", 1, "FileNotFoundError: [Errno 2] gone: 'data.csv'\n"),
        ("raise KeyboardInterrupt", 130, "KeyboardInterrupt\n"),
        ("import sys; sys.excepthook = lambda *error: print('mine', file=sys.stderr); 1 / 0", 1, "mine\n"),
    ],
)
def test_it_ends_as_the_script_ends(line: str, code: int, complaint: str, script: Path) -> None:
    script.write_text(line)
    done = run(script)
    assert done.returncode == code
    assert done.stderr.endswith(complaint) and bool(done.stderr) == bool(complaint)


def test_a_traceback_begins_in_the_script(script: Path) -> None:
    script.write_text("def fail():\n    raise ValueError('bad')\n\nfail()\n")
    lines = [line for line in run(script).stderr.splitlines() if set(line) - set(" ~^")]
    assert lines == [
        "Traceback (most recent call last):",
        f'  File "{script}", line 4, in <module>',
        "    fail()",
        f'  File "{script}", line 2, in fail',
        "    raise ValueError('bad')",
        "ValueError: bad",
    ]


@pytest.mark.parametrize("command", ["run", "doctor", "explain"])
def test_a_traceback_with_a_fix_shows_the_script_s_own_lines(command: str, script: Path) -> None:
    made = "from torch import nn\nimport torch\nmodel = nn.Sequential(nn.Linear(3, 4), nn.Linear(5, 1))\n"
    script.write_text(f"{made}def loss(x):\n    return model(x).sum()\nloss(torch.ones(2, 3))\n")
    words = run(script, command=command).stderr
    assert [line for line in words.splitlines() if line.startswith("  File ")] == [
        f'  File "{script}", line 6, in <module>',
        f'  File "{script}", line 5, in loss',
    ]
    assert "Fix: nn.Linear(4, 1)" in words


def test_what_is_no_python_is_told_as_python_tells_it(script: Path) -> None:
    script.write_text("x = = 1\n")
    words = run(script).stderr
    assert words.startswith(f'  File "{script}", line 1\n')
    assert words.endswith("SyntaxError: invalid syntax\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_script_that_is_not_there(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mnist.py").write_text("")
    assert main(["--lang", lang, "run", str(tmp_path / "mnits.py")]) == 1
    words = capsys.readouterr().err
    assert str(tmp_path / "mnist.py") in words
    assert ("There is no script" in words) == (lang == "en")
    assert main(["--lang", lang, "run", str(tmp_path / "no" / "such.py")]) == 1
    assert ("path of a Python file" in capsys.readouterr().err) == (lang == "en")


def test_options_before_the_script_are_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--lang", "zh", "--help"]) == 0
    assert "脚本" in capsys.readouterr().out
    assert main(["--lang", "en", "run", "--epochs", "script.py"]) == 2
    assert capsys.readouterr().err.startswith("tidu: There is no option --epochs.")


@pytest.mark.parametrize(
    ("words", "arranged"),
    [
        ("run a.py", "run a.py"),
        ("run a.py --lang zh -- x", "run a.py -- --lang zh -- x"),
        ("--lang zh run -q a.py --help", "--lang zh run -q a.py -- --help"),
        ("doctor a.py --lang zh --lr 0.1 7 -5", "doctor a.py --lang zh -- --lr 0.1 7 -5"),
        ("doctor --silence X a.py -q -lr 1 --lang=zh", "doctor --silence X a.py -q --lang=zh -- -lr 1"),
        ("doctor a.py --epochs 3 -- --lang zh", "doctor a.py -- --epochs 3 --lang zh"),
        ("doctor a.py -- --lang zh -- x", "doctor a.py -- --lang zh -- x"),
        ("doctor -- a.py --lang zh", "doctor -- a.py --lang zh"),
        ("doctor a.py --help", "doctor a.py --help"),
        ("doctor folder --epochs 3", "doctor folder -- --epochs 3"),
        ("explain --wrt w a.py --epochs 3 -ob.md", "explain --wrt w a.py -ob.md -- --epochs 3"),
        ("explain a.py --first --lang zh x", "explain a.py --first --lang zh -- x"),
        # A misspelt option is ours to name, and one without its value takes none of the script's words.
        ("explain a.py --frist", "explain a.py --frist"),
        ("explain a.py --epochs 3 --lang", "explain a.py --lang"),
        ("explain a.tidu --data b.csv --row 3", "explain a.tidu --data b.csv --row 3"),
        ("train a.csv --target y -- --lang", "train a.csv --target y -- --lang"),
        ("doctor --lang zh", "doctor --lang zh"),
    ],
)
def test_whose_word_is_whose(words: str, arranged: str) -> None:
    assert script_apart(words.split()) == arranged.split()


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        ("run", "tidu run [OPTIONS] SCRIPT [ARGUMENTS]"),
        ("doctor", "tidu doctor SCRIPT [OPTIONS] [-- ARGUMENTS]"),
        ("explain", "tidu explain FILE [OPTIONS] [-- ARGUMENTS]"),
        ("show", "tidu show MODEL [OPTIONS]"),
    ],
)
def test_help_says_where_the_words_of_a_script_go(
    command: str, usage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help", "--lang", "en"]) == 0
    assert f"Usage: {usage}\n" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_ends_a_script(script: Path) -> None:
    script.write_text("import time\nprint('ready', flush=True)\ntime.sleep(60)\n")
    command = [sys.executable, "-m", "tidu", "run", str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None and running.stdout.readline() == "ready\n"
        started = time.monotonic()
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=30)
        assert running.returncode == 130 and time.monotonic() - started < 30
    # The signal may come before `print` has returned.
    start = re.escape(f'Traceback (most recent call last):\n  File "{script}", line ') + "[23],"
    assert re.match(start, complaint), complaint
