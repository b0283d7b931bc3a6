"""Alignment: what stands in a long signal, and where, when the answer does not say where?

In speech a word lasts many samples, and nobody marks where it begins. Here a line of two or three
handwritten digits, written closely and at uneven distances, is read from left to right; the answer
is only "3 0 7". The CTC loss (Graves 2006) sums over all ways to lay the answer along the line, so
the network finds the alignment by itself: mostly it says nothing, and once for each digit it speaks.

Data: scikit-learn's digits (8 × 8); lines for the test are made of 497 pictures that no training
line contains.

Result (500 held-out lines):
    cut at empty columns, logistic regression   whole lines right 0.660   wrong digits per 100: 20.8
    CTC, Tidu                                   whole lines right 0.956   wrong digits per 100: 1.8
    of lines read right, digits spoken inside their own eight columns: 1.000
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

import tidu
from tidu import nn
from tidu.nn import functional as F

WIDTH, BLANK = 32, 10


def lines(pictures: np.ndarray, labels: np.ndarray, number: int, rng: np.random.Generator) -> list[tuple]:
    """(8 × WIDTH picture, its digits, the column where each begins); neighbours may share two columns."""
    made = []
    for _ in range(number):
        chosen = rng.integers(0, len(labels), rng.integers(2, 4))
        gaps = rng.integers(-2, 4, len(chosen))
        starts = 2 + np.cumsum(gaps) + 8 * np.arange(len(chosen))
        starts = np.clip(starts, 0, WIDTH - 8)
        line = np.zeros((8, WIDTH), np.float32)
        for start, digit in zip(starts, chosen, strict=True):
            line[:, start : start + 8] = np.maximum(line[:, start : start + 8], pictures[digit])
        made.append((line, labels[chosen].tolist(), starts))
    return made


def spoken(best: np.ndarray) -> list[tuple[int, int]]:
    """(place, digit) where the answer of a line changes to a digit: repeats and blanks are dropped."""
    changes = np.flatnonzero(np.diff(best, prepend=BLANK))
    return [(int(place), int(best[place])) for place in changes if best[place] != BLANK]


def pieces(line: np.ndarray) -> list[np.ndarray]:
    """The 64 numbers of each part between empty columns, put in the middle of eight columns."""
    ink = np.concatenate([[False], line.any(0), [False]])
    edges = np.flatnonzero(np.diff(ink))
    middles = (edges[::2] + edges[1::2]) // 2
    wide = np.pad(line, ((0, 0), (4, 4)))
    return [wide[:, middle : middle + 8].ravel() for middle in middles]


def edits(said: list[int], truth: list[int]) -> int:
    """The fewest digits to put in, take out or change (Levenshtein)."""
    row = list(range(len(truth) + 1))
    for i, a in enumerate(said, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(truth, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def trained(train: list[tuple], epochs: int = 6) -> nn.Module:
    """A network (lines, 8, 32) -> (lines, 11, 16), that has seen answers but no places."""
    # Rows are the channels of a one-dimensional picture; the pooling makes 16 places of 32 columns.
    model = nn.Sequential(
        nn.Conv1d(8, 64, 5, padding=2), nn.BatchNorm1d(64), nn.ReLU(), nn.MaxPool1d(2),
        nn.Conv1d(64, 64, 3, padding=1), nn.BatchNorm1d(64), nn.ReLU(), nn.Conv1d(64, 11, 3, padding=1),
    )  # fmt: skip
    inputs = tidu.tensor(np.stack([line for line, _, _ in train]))
    answers = tidu.tensor([said + [0] * (3 - len(said)) for _, said, _ in train])
    lengths = tidu.tensor([len(said) for _, said, _ in train])
    optimizer = tidu.optim.Adam(model.parameters(), lr=0.01)
    places = tidu.full((50,), WIDTH // 2)
    for _ in range(epochs):
        for rows in tidu.randperm(len(train)).split(50):
            log_chances = F.log_softmax(model(inputs[rows]), 1).permute(2, 0, 1)  # (places, lines, 11)
            loss = F.ctc_loss(log_chances, answers[rows], places, lengths[rows], blank=BLANK)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model.eval()


def report(name: str, read: list[list[int]], test: list[tuple]) -> tuple[float, float]:
    """Prints and returns the share of lines read rightly, and the wrong digits per 100."""
    wrong = [edits(row, said) for row, (_, said, _) in zip(read, test, strict=True)]
    right = float(np.mean(np.array(wrong) == 0))
    rate = 100 * sum(wrong) / sum(len(said) for _, said, _ in test)
    print(f"{name:43} whole lines right {right:.3f}   wrong digits per 100: {rate:.1f}")
    return right, rate


def main(seed: int = 0) -> dict[str, float]:
    """Trains on lines without places; prints how test lines are read, and where."""
    digits = load_digits()
    x_train, x_test, y_train, y_test = train_test_split(
        digits.images / 16, digits.target, test_size=497, random_state=seed
    )
    rng = np.random.default_rng(seed)
    train, test = lines(x_train, y_train, 2000, rng), lines(x_test, y_test, 500, rng)

    reader = LogisticRegression(max_iter=1000).fit([pieces(each)[0] for each in x_train], y_train)
    cut = [reader.predict(pieces(line)).tolist() for line, _, _ in test]

    tidu.manual_seed(seed)
    model = trained(train)
    with tidu.no_grad():
        best = model(tidu.tensor(np.stack([line for line, _, _ in test]))).argmax(1).numpy()
    found = [spoken(row) for row in best]
    read = [[digit for _, digit in row] for row in found]

    cut_right, cut_rate = report("cut at empty columns, logistic regression", cut, test)
    right, rate = report("CTC, Tidu", read, test)
    inside = [
        start <= 2 * place + 1 < start + 8
        for row, digits_read, (_, said, starts) in zip(found, read, test, strict=True)
        if digits_read == said
        for (place, _), start in zip(row, starts, strict=True)
    ]
    print(f"of lines read right, digits spoken inside their own eight columns: {np.mean(inside):.3f}")
    shares = {"cut": cut_right, "right": right, "inside": float(np.mean(inside))}
    return {**shares, "cut rate": cut_rate, "rate": rate}


if __name__ == "__main__":
    main()
