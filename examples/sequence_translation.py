"""Translation: one sequence into another, of another length and in another order.

    Tuesday, 14 March 1995  ->  1995-03-14        Mar 14, 1995  ->  1995-03-14

A transformer reads the sentence letter by letter and writes the answer letter by letter; attention
looks up what is needed next wherever it stands, so that the last word can be written first.

Data: dates of 1970 to 2069 as Python's `calendar` names them, in three styles; 3000 dates are
learned, 500 others are held out (whole dates: they were seen in no style).

Result (500 held-out dates):
    answer of the most similar sentence   letters right 0.822   whole dates right 0.000
    transformer, Tidu                     letters right 0.995   whole dates right 0.966
    rule written by a person (strptime)   letters right 1.000   whole dates right 1.000
"""

from __future__ import annotations

import calendar
import datetime
import random

import numpy as np

import tidu
from tidu import nn

STYLES = ("%A, %d %B %Y", "%b %d, %Y", "%d %B %Y")
NAMES = "".join([*calendar.day_name, *calendar.month_name])
LETTERS = " -,0123456789" + "".join(sorted(set(NAMES)))
LONGEST, START = 28, 0


def codes(texts: list[str], length: int) -> np.ndarray:
    """(texts, length): the number of each letter, and of a space after the end."""
    return np.array([[LETTERS.index(letter) for letter in text.ljust(length)] for text in texts])


class Translator(nn.Module):
    """(rows, LONGEST) letters and the answer so far -> (rows, letters, steps): scores of the next."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.letter = nn.Embedding(len(LETTERS), width)
        self.place = nn.Embedding(LONGEST, width)
        self.body = nn.Transformer(width, 4, 1, 1, dim_feedforward=64, dropout=0.0, batch_first=True)
        self.score = nn.Linear(width, len(LETTERS))
        # A letter may look at those before it, never at those that it is to predict.
        self.register_buffer("later", nn.Transformer.generate_square_subsequent_mask(10))

    def embedded(self, letters: tidu.Tensor) -> tidu.Tensor:
        return self.letter(letters) + self.place(tidu.arange(letters.shape[1]))

    def forward(self, sentence: tidu.Tensor, answer: tidu.Tensor) -> tidu.Tensor:
        steps = self.body(self.embedded(sentence), self.embedded(answer), tgt_mask=self.later)
        return self.score(steps).transpose(1, 2)


def translated(model: Translator, sentences: tidu.Tensor) -> list[str]:
    """The answers, each letter chosen given those that the model itself wrote before it."""
    answer = tidu.full((len(sentences), 11), START)
    with tidu.no_grad():
        for step in range(10):
            answer[:, step + 1] = model(sentences, answer[:, :10])[:, :, step].argmax(1)
    return ["".join(LETTERS[code] for code in row) for row in answer[:, 1:].tolist()]


def most_similar(train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """For each test sentence, the training sentence with the most letters equal, place by place."""
    return np.array([(train == row).sum(1).argmax() for row in test])


def main(seed: int = 0) -> dict[str, float]:
    """Trains on dates and translates others; prints the share of letters and of dates that are right."""
    chance = random.Random(seed)
    first = datetime.date(1970, 1, 1).toordinal()
    days = [datetime.date.fromordinal(first + day) for day in chance.sample(range(36524), 3500)]
    styles = [chance.choice(STYLES) for _ in days]
    texts = [day.strftime(style) for day, style in zip(days, styles, strict=True)]
    truth = [day.isoformat() for day in days]
    sentences, answers = codes(texts, LONGEST), codes(truth, 10)
    x_train, x_test = tidu.tensor(sentences[:3000]), tidu.tensor(sentences[3000:])
    y_train = tidu.tensor(answers[:3000])

    tidu.manual_seed(seed)
    model = Translator()
    # While it learns, the letters before the next one are the right ones ("teacher forcing").
    before = tidu.cat([tidu.full((3000, 1), START), y_train[:, :-1]], dim=1)
    tidu.fit(model, (x_train, before, y_train), "cross_entropy", "adam", lr=0.003, epochs=6)
    near = most_similar(sentences[:3000], sentences[3000:])
    read = datetime.datetime.strptime
    rules = [read(text, style) for text, style in zip(texts[3000:], styles[3000:], strict=True)]
    guesses = {
        "answer of the most similar sentence": [truth[place] for place in near],
        "transformer, Tidu": translated(model.eval(), x_test),
        "rule written by a person (strptime)": [moment.date().isoformat() for moment in rules],
    }
    figures = {}
    for name, guess in guesses.items():
        same = codes(guess, 10) == answers[3000:]
        figures[name + ", letters"], figures[name] = float(same.mean()), float(same.all(1).mean())
        print(f"{name:37} letters right {same.mean():.3f}   whole dates right {figures[name]:.3f}")
    return figures


if __name__ == "__main__":
    main()
