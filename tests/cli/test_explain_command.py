"""`tidu explain`: scripts run and told, models asked why."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tidu.cli import main
from tidu.read.explain.moment import Moment, Watcher

SCRIPT = """
import sys
import torch
torch.manual_seed(0)
w = torch.tensor(0.5, requires_grad=True)
b = torch.zeros((), requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=0.05)
for x, y in [(2.0, 3.0), (4.0, 5.0)]:
    x = torch.tensor(x)
    penalty = 0.1 * w * w
    penalty.backward()
    loss = (w * x + b - y) ** 2
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print("end", sys.argv[1:], w.item())
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script that trains two steps."""
    path = tmp_path / "train.py"
    path.write_text(SCRIPT)
    return path


def run(script: Path, *words: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    """`tidu explain script words` in a process of its own."""
    command = [sys.executable, "-m", "tidu", "explain", str(script), *words]
    settings = {**os.environ, "TIDU_LANG": lang}
    return subprocess.run(command, capture_output=True, text=True, env=settings, check=False)


def test_the_last_backward_of_a_script(script: Path) -> None:
    done = run(script, "--", "--epochs", "3")
    assert done.stderr == "" and done.returncode == 0
    first, *rest = done.stdout.splitlines()
    assert first.startswith("end ['--epochs', '3'] ")
    text = "\n".join(rest)
    # The second step, though the third has changed w since.
    assert "Given\n  w = 0.9,  x = 4,  b = 0.2" in text
    assert "z₁   = w·x + b = 0.9·4 + 0.2 = 3.8" in text
    assert "∂loss/∂w  = ∂loss/∂z₁ · ∂z₁/∂w" in text


def test_the_first_and_one_path(script: Path) -> None:
    done = run(script, "--first", "--wrt", "w", lang="zh")
    assert "end" not in done.stdout  # the script was left
    assert done.stdout.startswith("penalty 如何依赖 w")


def test_the_words_of_a_script_and_ours(script: Path) -> None:
    done = run(script, "--epochs", "3", "--lang", "zh", "--wrt", "w", "--", "--first")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("end ['--epochs', '3', '--first'] ") and "loss 如何依赖 w" in done.stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--frist",), "There is no option --frist. Did you mean --first?"),
        (("--lang",), "--lang needs a value."),
        (("--data", "a.csv"), "--data is for a model file, and {script} is a script. Fix"),
        (("--row", "3"), "tidu explain {script} -- --row ..."),
        (("--all",), "--all is for a model file"),
    ],
)
def test_words_that_are_nobody_s(words: tuple[str, ...], complaint: str, script: Path) -> None:
    done = run(script, *words)
    assert done.returncode == 2 and done.stdout == ""
    assert complaint.format(script=script) in done.stderr


def test_by_name_into_a_file(script: Path) -> None:
    out = script.with_name("derivation.html")
    done = run(script, "--name", "penalty", "--format", "html", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"Wrote {out}."
    assert "Derivation of penalty" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "words", "start"),
    [
        ("a.html", (), "<!doctype html>"),
        ("a.MD", (), "### Derivation"),
        ("a.tex", (), r"\section*"),
        ("a.txt", (), "Derivation"),
        ("a.html", ("--format", "text"), "Derivation"),
    ],
)
def test_the_ending_chooses_the_format(name: str, words: tuple[str, ...], start: str, script: Path) -> None:
    out = script.with_name(name)
    done = run(script, "--out", str(out), *words)
    assert done.returncode == 0, done.stderr
    assert out.read_text("utf-8").startswith(start)


RECURRENT = """
import torch
torch.manual_seed(0)
rnn = torch.nn.RNN(2, 3, batch_first=True)
out, h = rnn(torch.randn(1, 4, 2))
out[:, -1].pow(2).mean().backward()
"""


def test_a_recurrent_layer_is_one_step_or_all_its_times(script: Path) -> None:
    script.write_text(RECURRENT)
    whole, parts = run(script).stdout, run(script, "--parts").stdout
    assert "= Recurrence(c₁, c₂, " in whole and "tanh" not in whole
    signs = whole.partition("Signs")[2]
    assert "permute(x): the same numbers" in signs and "Recurrence(x, h, …): a recurrent" in signs
    assert "--parts" in signs
    assert "Recurrence" not in parts and parts.count("= tanh(z") == 4
    gradient = r"∂L/∂rnn\.bias_hh_l0 .*?≈ (\[[^\[\]]*\])\n"
    told, written = (re.findall(gradient, text, re.DOTALL)[-1] for text in (whole, parts))
    assert told == written


def test_a_file_that_cannot_be_written_is_named_as_it_was(script: Path) -> None:
    done = run(script, "--out", "nowhere/a.txt")
    assert done.returncode == 1
    assert done.stderr == "tidu: nowhere/a.txt: No such file or directory.\n"


def test_a_script_that_is_no_python_shows_its_own_lines_alone(script: Path) -> None:
    script.write_text("def f(:\n")
    done = run(script)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    first, *_, last = done.stderr.splitlines()
    assert first == f'  File "{script}", line 1' and last.startswith("SyntaxError: ")


@pytest.mark.parametrize(("form", "sign"), [("latex", r"\begin{align*}"), ("markdown", "$$")])
def test_other_forms_and_json(form: str, sign: str, script: Path) -> None:
    done = run(script, "--format", form, "--json", "--name", "loss")
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["result"] == "loss" and sign in answer[form]


@pytest.mark.parametrize(
    ("text", "words", "complaint"),
    [
        ("x = 1", (), "called no backward() that can be explained"),
        ("import torch; torch.ones(1, requires_grad=True).backward()", ("--name", "loss"), "has a name"),
        (SCRIPT, ("--name", "lost"), "called backward() on penalty, loss, not on lost. Fix: --name penalty"),
        (SCRIPT, ("--wrt", "v"), "no 'v' in this computation that has a gradient; there are w, b, "),
        (SCRIPT, ("--wrt", "ww"), "Fix: --wrt w\n"),
        ("import sys; sys.exit('stop')", (), "stop"),
        ("def f():\n    1 / 0\n\nf()\n", (), "ZeroDivisionError: division by zero"),
    ],
)
def test_what_cannot_be_explained(text: str, words: tuple[str, ...], complaint: str, script: Path) -> None:
    script.write_text(text)
    done = run(script, *words)
    assert done.returncode == 1 and complaint in done.stderr
    assert ("Traceback" in done.stderr) == ("ZeroDivision" in complaint)
    assert "moment.py" not in done.stderr


def test_a_large_network_after_its_steps(script: Path) -> None:
    script.write_text(
        "import torch\nfrom torch import nn\ntorch.manual_seed(0)\n"
        "net = nn.Sequential(nn.Linear(300, 256), nn.ReLU(), nn.Linear(256, 10))\n"
        "optimizer = torch.optim.Adam(net.parameters())\n"
        "def step():\n    x, y = torch.rand(400, 300), torch.arange(400) % 10\n"
        "    loss = nn.functional.cross_entropy(net(x), y)\n    optimizer.zero_grad()\n    loss.backward()\n"
        "    optimizer.step()\nfor k in range(3):\n    step()\n"
    )
    done = run(script)
    assert done.returncode == 0, done.stderr
    assert "W₁  net.0.weight, 256×300" in done.stdout.replace("W₁    ", "W₁  ")
    assert "z₁   = x W₁ᵀ + b₁   400×256" in done.stdout


def test_watching_changes_nothing() -> None:
    import tidu

    def train() -> list[float]:
        w = tidu.tensor([1.0, 2.0], requires_grad=True)
        optimizer, made = tidu.optim.Adam([w], lr=0.1), []
        for _ in range(5):
            loss = (w * w).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            made.append(loss.item())
        return made

    plain = train()
    with Watcher() as watcher:
        assert train() == plain
    assert isinstance(watcher.moment, Moment) and watcher.seen == ["loss"]
    told = watcher.moment.told()
    assert told.values[told.result].item() == pytest.approx(plain[-1])


@pytest.fixture
def model(tmp_path: Path, capsys: Capture) -> tuple[str, str]:
    """A model that learned a little of a table."""
    sizes = [7 * k % 60 for k in range(60)]
    rows = [{"size": 50 + n, "town": "ABC"[n % 3], "price": 100 + 3 * n} for n in sizes]
    data = tmp_path / "houses.csv"
    pl.DataFrame(rows).write_csv(data)
    out = tmp_path / "houses.tidu"
    words = ["train", str(data), "--target", "price", "--members", "1", "--epochs", "3", "--width", "4"]
    assert main([*words, "--output", str(out), "--no-baselines", "-q"]) == 0
    capsys.readouterr()
    return str(out), str(data)


def test_why_a_prediction(model: tuple[str, str], capsys: Capture) -> None:
    assert main(["explain", model[0], "--data", model[1], "--row", "17", "--json"]) == 0
    out, told = capsys.readouterr()
    answer = json.loads(out)
    assert answer["row"] == 17 and answer["target"] == "price"
    total = sum(part["adds"] for part in answer["parts"]) + answer["remainder"]
    assert total == pytest.approx(answer["value"] - answer["average"])
    assert told.startswith(f"Row 17 of {model[1]}: price is predicted to be ")
    assert "What each column adds" in told and "The network computes:" in told and "out = " in told


@pytest.fixture
def wide(tmp_path: Path, capsys: Capture) -> tuple[str, str]:
    """A model of twenty columns."""
    rows = [{f"x{k}": (7 + k) * row % 31 for k in range(20)} | {"y": row % 13} for row in range(60)]
    data, out = tmp_path / "wide.csv", tmp_path / "wide.tidu"
    pl.DataFrame(rows).write_csv(data)
    words = ["train", str(data), "--target", "y", "--task", "regression", "--members", "1", "--epochs", "2"]
    assert main([*words, "--width", "4", "--output", str(out), "--no-baselines", "-q"]) == 0
    capsys.readouterr()
    return str(out), str(data)


def test_small_effects_are_one_line_unless_all_are_asked_for(
    wide: tuple[str, str], tmp_path: Path, capsys: Capture
) -> None:
    words = ["explain", wide[0], "--data", wide[1], "--row", "3"]
    assert main([*words, "--json"]) == 0
    out, short = capsys.readouterr()
    answer = json.loads(out)
    assert len(answer["parts"]) == 20 and answer["actual"] == 2
    shown = len(re.findall(r"^x[0-9]+ ", short, re.MULTILINE))
    others = answer["parts"][shown:]
    assert 0 < shown <= 15
    told = re.search(r"^and ([0-9]+) others, together +(\S+)$", short, re.MULTILINE)
    assert told is not None and int(told[1]) == len(others)
    assert float(told[2]) == pytest.approx(sum(part["adds"] for part in others), rel=1e-3, abs=1e-4)
    assert "--all shows the other columns." in short
    assert "\nIn the table y is 2; the prediction is off by " in short
    assert main([*words, "--all"]) == 0
    whole = capsys.readouterr().out
    page = tmp_path / "why.txt"
    assert main([*words, "--out", str(page)]) == 0
    assert page.read_text("utf-8") == whole
    assert len(re.findall(r"^x[0-9]+ ", whole, re.MULTILINE)) == 20 and "others, together" not in whole


def test_reasons_into_a_file(model: tuple[str, str], tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "why.txt"
    assert main(["explain", model[0], "--data", model[1], "--row", "1", "--lang", "zh", "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"已写出 {out}。\n"
    assert "每一列对差别的贡献" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (("--row", "3"), 2, "--data is needed"),
        (("--data", "x.csv"), 2, "--row is needed"),
        (("--data", "DATA", "--row", "0"), 2, "--row"),
        (("--data", "DATA", "--row", "61"), 1, "has 60 rows, so there is no row 61. Fix: --row 60"),
        (("--data", "DATA", "--row", "1", "--format", "html"), 2, "written as text, not as html"),
        (("--data", "DATA", "--row", "1", "--out", "a.md"), 2, "not as markdown. Fix: --format text"),
    ],
)
def test_wrong_usage(
    words: tuple[str, ...], code: int, complaint: str, model: tuple[str, str], capsys: Capture
) -> None:
    given = [model[1] if word == "DATA" else word for word in words]
    assert main(["explain", model[0], *given]) == code
    assert complaint in capsys.readouterr().err


def test_other_files(tmp_path: Path, capsys: Capture) -> None:
    assert main(["explain", str(tmp_path / "no.py")]) == 1
    assert "There is no script" in capsys.readouterr().err
