"""C34: Python in one page, as a script, runs under `tidu run`; and lesson 0 tells it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PAGE = '''
import random

import numpy as np
import torch

a = b = 4                       # assignment
for i in range(10):             # loop
    if i > a:                   # branch
        print(i, end=" ")
print()


def func(x):                    # function
    return x * x


class Counter:                  # class
    def __init__(self, start=0):
        self.count = start

    def add(self, step=1):
        self.count += step
        return self


random.seed(1)
numbers = [random.random() for _ in range(5)]                        # random numbers
print(func(b), Counter(2).add().add(5).count, all(0 <= n < 1 for n in numbers))
array = np.arange(12).reshape(3, 4)                                   # numpy
print(array[1:, ::2].tolist(), array[-1, :2].tolist(), "abcdef"[1:4], [1, 2, 3, 4][::-1])   # slices
tensor = torch.tensor(array)                                          # matrix -> tensor
print(tensor[:, 1], tensor.shape, {"key": [1, 2]}["key"][-1])
'''

OUTPUT = """5 6 7 8 9
16 8 True
[[4, 6], [8, 10]] [8, 9] bcd [4, 3, 2, 1]
tensor([1, 5, 9]) torch.Size([3, 4]) 2
"""


def test_c34_the_page_runs(tmp_path: Path) -> None:
    script = tmp_path / "page.py"
    script.write_text(PAGE, encoding="utf-8")
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "tidu", "run", str(script)],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": paths}, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace(" \n", "\n") == OUTPUT


def test_c34_lesson_0_tells_it_in_both_languages() -> None:
    for language in ("en", "zh"):
        lesson = ROOT / "docs" / "lessons" / language / "00-python.ipynb"
        text = lesson.read_text(encoding="utf-8")
        for word in ("for ", "if ", "def ", "class ", "random", "numpy"):
            assert word in text, (language, word)
