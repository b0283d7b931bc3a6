"""Multi-label classification: which statements does a function use? Several answers may be right.

From a function's name and docstring one guesses whether its code has a loop, a `try`, a `with`, ...
These labels do not shut each other out, so each has its own sigmoid, where a softmax would share
out a single 1 among them.

Data: functions with a docstring in the top level of Python's standard library (3.11 here); those of
every fourth file are held out, since functions of one file are written alike.

Result (average precision: 1 if all functions that have the label are ranked first):
    2098 functions to learn from, 1103 held out
    label      at random   Tidu   scikit-learn
    return         0.624  0.797          0.854
    if             0.440  0.563          0.563
    for            0.113  0.281          0.284
    raise          0.215  0.308          0.312
    try            0.126  0.186          0.227
    while          0.049  0.197          0.225
    with           0.049  0.101          0.084
    mean of 7      0.231  0.347          0.364
    all labels of a function right: 0.250; always the more frequent answers: 0.112
"""

from __future__ import annotations

import ast
import re
import sysconfig
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

import tidu
from tidu import nn

LABELS = {
    "return": ast.Return, "if": ast.If, "for": ast.For, "raise": ast.Raise, "try": ast.Try,
    "while": ast.While, "with": ast.With,
}  # fmt: skip


def functions() -> tuple[list[set[str]], np.ndarray, np.ndarray]:
    """Of every function: the words of its name and docstring, its labels (0 or 1), its file's number."""
    words, labels, files = [], [], []
    for number, path in enumerate(sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py"))):
        outer = ast.parse(path.read_text(encoding="utf-8")).body
        for node in outer + [inner for each in outer for inner in getattr(each, "body", [])]:
            if isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)):
                words.append(set(re.findall("[a-z]+", f"{node.name} {text}".lower())))
                kinds = {type(inner) for inner in ast.walk(node)}
                labels.append([kind in kinds for kind in LABELS.values()])
                files.append(number)
    return words, np.array(labels, np.float32), np.array(files)


def main(seed: int = 0) -> dict[str, float]:
    """Trains one model for all labels; prints how well each is found in files never seen."""
    words, labels, files = functions()
    held_out = files % 4 == 3
    train = np.flatnonzero(~held_out)
    counts = Counter(word for row in train for word in sorted(words[row]))
    known = [word for word, count in counts.most_common(1000)]
    table = np.array([[word in own for word in known] for own in words], np.float32)
    x_train, y_train, x_test, y_test = table[~held_out], labels[~held_out], table[held_out], labels[held_out]

    tidu.manual_seed(seed)
    # The hidden layer is shared: what tells a loop from the docstring helps to tell a `while`, too.
    model = nn.Sequential(
        nn.Dropout(0.3), nn.Linear(1000, 32), nn.ReLU(), nn.Dropout(0.3), nn.Linear(32, len(LABELS))
    )
    tidu.fit(
        model, (x_train, y_train), "bce_with_logits", "adam", lr=0.002, epochs=40, validation=0.2, patience=4
    )
    with tidu.no_grad():
        ours = tidu.sigmoid(model.eval()(tidu.tensor(x_test))).numpy()

    print(f"{len(train)} functions to learn from, {len(y_test)} held out")
    print("label      at random   Tidu   scikit-learn")
    scores = []
    for column, label in enumerate(LABELS):
        truth = y_test[:, column]
        single = LogisticRegression(C=0.05, max_iter=500).fit(x_train, y_train[:, column])
        guesses = (ours[:, column], single.predict_proba(x_test)[:, 1])
        # Ranked at random, the precision is everywhere the share of functions that have the label.
        scores.append([truth.mean(), *(average_precision_score(truth, guess) for guess in guesses)])
        print(f"{label:10} {scores[-1][0]:9.3f} {scores[-1][1]:6.3f} {scores[-1][2]:14.3f}")
    by_chance, tidus, theirs = np.mean(scores, 0)
    print(f"mean of 7  {by_chance:9.3f} {tidus:6.3f} {theirs:14.3f}")
    right = np.mean(np.all((ours > 0.5) == y_test, 1))
    always = np.mean(np.all((y_train.mean(0) > 0.5) == y_test, 1))
    print(f"all labels of a function right: {right:.3f}; always the more frequent answers: {always:.3f}")
    return {"random": by_chance, "tidu": tidus, "scikit-learn": theirs, "all right": right, "always": always}


if __name__ == "__main__":
    main()
