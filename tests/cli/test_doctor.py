"""`tidu doctor`: scripts run under the doctor's eyes, and the doctor in `tidu train`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PENGUINS = Path(__file__).parents[2] / "examples" / "penguins.csv"
HEADER = """
import sys
import torch
import torch.nn as nn
torch.manual_seed(0)
x, y = torch.randn(64, 3), torch.randn(64, 1)
model = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 1))
opt = torch.optim.Adam(model.parameters(), lr=1e-2)
def steps(zero=True, count=20):
    for _ in range(count):
        if zero:
            opt.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        opt.step()
"""
KEPT = HEADER + "steps(zero=False)\nprint('done', sys.argv[1:])\n"
FINE = HEADER + "steps()\nprint('done', sys.argv[1:])\n"
QUIET = "TD002,TD003,TD006,TD007,TD015,TD017"


def doctor(
    script: Path, *words: str, before: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """`tidu doctor before script words` in a process of its own."""
    command = [sys.executable, "-m", "tidu", "doctor", "--silence", QUIET, *before, str(script), *words]
    settings = {**os.environ, "TIDU_LANG": "en", "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=settings, check=False
    )


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "script.py"


def test_a_mistake_is_said_and_summed_up(script: Path) -> None:
    script.write_text(KEPT)
    done = doctor(script, "--epochs", "3", "--", "--json")
    assert done.returncode == 1 and done.stderr == ""
    assert "done ['--epochs', '3', '--json']" in done.stdout
    assert "TD009 (certain) script.py:14: loss.backward()" in done.stdout
    assert done.stdout.splitlines()[-1] == "Alerts: 1, in 20 backward passes: TD009 (certain)"


def test_in_chinese(script: Path) -> None:
    script.write_text(KEPT)
    done = doctor(script, "--lang", "zh", "--epochs", "3")
    assert "done ['--epochs', '3']" in done.stdout
    assert done.stdout.splitlines()[-1] == "在 20 次反向传播中有 1 条提醒：TD009（确定）"
    assert "改法：optimizer.zero_grad()" in done.stdout


def test_a_healthy_script(script: Path) -> None:
    script.write_text(FINE)
    done = doctor(script)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "The doctor found nothing wrong in 20 backward passes."


def test_silence_and_data(script: Path) -> None:
    script.write_text(KEPT)
    done = doctor(script, before=("--json",))
    (alert,) = json.loads(done.stdout)["alerts"]
    assert done.returncode == 1 and done.stderr.splitlines()[-1].startswith("Alerts: ")
    assert "done []" in done.stderr
    assert (alert["code"], alert["level"], alert["place"]["line"]) == ("TD009", "certain", 14)
    assert "optimizer.zero_grad()" in alert["fix"]
    script_words = [sys.executable, "-m", "tidu", "doctor", "--silence", f"{QUIET},TD009", str(script)]
    silent = subprocess.run(script_words, capture_output=True, text=True, check=False)
    assert silent.returncode == 0


def test_a_crash_is_explained_below_its_traceback(script: Path) -> None:
    script.write_text(HEADER + "model(torch.randn(5, 4))  # here\n")
    done = doctor(script)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("RuntimeError: 0: Linear(in_features=3")
    assert "TD001 (certain) script.py:16: model(torch.randn(5, 4))  # here" in done.stdout
    assert "Fix:  nn.Linear(4, 16)" in done.stdout


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("sys.exit(7)", 7, ""), ("raise SystemExit('no data')", 1, "no data\n"), ("sys.exit()", 0, ""),
        ("raise KeyboardInterrupt", 130, "KeyboardInterrupt\n"),
        ("raise OSError('gone')", 1, "OSError: gone\n"),
    ],
)  # fmt: skip
def test_it_ends_as_the_script_ends(line: str, code: int, said: str, script: Path) -> None:
    script.write_text(HEADER + "steps()\n" + line)
    done = doctor(script)
    assert done.returncode == code and done.stderr.endswith(said)
    last = done.stdout.splitlines()[-1]
    if code:
        assert last.startswith(f"The script ended with exit code {code}") and "20 backward passes" in last
    else:
        assert last == "The doctor found nothing wrong in 20 backward passes."


def test_a_script_without_training(script: Path) -> None:
    script.write_text("print(1 + 1)")
    done = doctor(script)
    assert done.returncode == 0 and "no backward pass" in done.stdout


def test_what_there_is_not(script: Path) -> None:
    assert doctor(script).stderr.startswith("tidu: There is no script")
    script.write_text("")
    done = doctor(script, before=("--silence", "TD099"))
    assert done.returncode == 1 and "TD099" in done.stderr and len(done.stderr.splitlines()) == 1


def train(folder: Path, *words: str) -> dict:
    """`tidu train` on the penguins, its answer."""
    command = [sys.executable, "-m", "tidu", "train", str(PENGUINS), "--target", "body_mass_g", "--json"]
    settings = {**os.environ, "TIDU_LANG": "en", "PYTHONPATH": str(PENGUINS.parents[1])}
    more = ["--no-baselines", "--members", "1", *words]
    done = subprocess.run(
        [*command, *more], cwd=folder, env=settings, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_training_on_a_table_is_looked_at(tmp_path: Path) -> None:
    idle = ("--learning-rate", "1e-12", "--epochs", "20")
    ill = train(tmp_path, *idle)
    assert any(alert["code"] == "TD007" for alert in ill["alerts"])
    assert all(alert["place"] is None for alert in ill["alerts"])
    assert any(note.startswith(ill["alerts"][0]["code"]) for note in ill["notes"])
    assert train(tmp_path, *idle, "--no-doctor")["alerts"] == []
