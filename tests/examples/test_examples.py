"""Every example prints what its docstring says, and what it claims of its baselines is so."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
Figures = dict[str, float]

CLAIMS: dict[str, Callable[[Figures], bool]] = {
    "regression": lambda f: (
        f["linear model, Tidu"] < 0.85 * f["mean of the training patients"]
        and abs(f["linear model, Tidu"] - f["linear model, scikit-learn"]) < 2
        and f["network of 16 hidden, Tidu"] < f["boosted trees, scikit-learn"]
    ),
    "binary_classification": lambda f: (
        f["logistic regression, Tidu"] > f["always the more frequent answer"] + 0.25
        and abs(f["logistic regression, Tidu, loss"] - f["logistic regression, scikit-learn, loss"]) < 0.02
        and f["missed at 20 %"] <= f["missed"]
        and f["alarms at 20 %"] >= f["alarms"]
    ),
    "multiclass_classification": lambda f: (
        f["convolutional network, Tidu"] > f["logistic regression, scikit-learn"]
        and f["convolutional network, Tidu"] > 0.96
    ),
    "hierarchical_classification": lambda f: (
        f["branch, then twig, Tidu"] > f["always the most frequent twig"] + 0.4
        and f["branch, then twig, Tidu, branch"] > f["branch, then twig, Tidu"] + 0.02
        and abs(f["branch, then twig, Tidu"] - f["one flat softmax, Tidu"]) < 0.02
    ),
    "multilabel_classification": lambda f: (
        f["tidu"] > 1.3 * f["random"]
        and f["all right"] > 1.5 * f["always"]
        and abs(f["tidu"] - f["scikit-learn"]) < 0.06
    ),
    "search_ranking": lambda f: f["Tidu"] > f["BM25"] + 0.02 > 10 * f["random"],
    "recommendation": lambda f: (
        f["factorisation, Tidu"] > f["most imported ones first"] + 0.02 > 3 * f["at random"]
        and f["factorisation, Tidu"] > f["imported by similar files"] - 0.01
    ),
    "sequence_tagging": lambda f: (
        f["convolutional tagger, Tidu"] > f["longest word of a dictionary"] + 0.02
        and f["longest word of a dictionary"] > f["every letter its own word"] + 0.5
    ),
    "sequence_alignment": lambda f: (
        f["right"] > f["cut"] + 0.15 and f["rate"] < f["cut rate"] / 4 and f["inside"] > 0.97
    ),
    "sequence_translation": lambda f: (
        f["transformer, Tidu"] > 0.9
        and f["answer of the most similar sentence"] < 0.05
        and f["rule written by a person (strptime)"] == 1
    ),
    "clustering": lambda f: (
        abs(f["mixture by gradient descent, Tidu"] - f["mixture by EM, scikit-learn"]) < 0.01
        and f["mixture by gradient descent, Tidu"] > f["one normal density for all"] + 0.5
        and f["mixture by gradient descent, Tidu, agreement"] > f["k-means, scikit-learn, agreement"]
    ),
    "principal_components": lambda f: (
        abs(f["linear autoencoder, Tidu"] - f["8 principal components, exact (SVD)"]) < 0.002
        and f["autoencoder with two bends, Tidu"] < 0.75 * f["8 principal components, exact (SVD)"]
        and f["angle"] < 3
    ),
    "generative_adversarial": lambda f: (
        f["generator, Tidu"] < f["one normal density"] < f["the mean bird, again and again"] / 10
        and f["generator, Tidu, told apart"] < 0.6
    ),
    "bandit": lambda f: (
        f["best"] > f["best so far, 10 % at random"] > f["Thompson sampling, Tidu"]
        and f["Thompson sampling, Tidu"] > f["policy gradient, Tidu"] > f["any rule, at random"] + 0.02
    ),
    "contextual_bandit": lambda f: (
        f["the same network, told the answers"] > f["bandit, one reward per picture, Tidu"] > 0.75
        and f["always the most frequent digit"] < 0.15
    ),
    "reinforcement_learning": lambda f: (
        f["optimum"] >= f["actor and critic, Tidu"] > f["optimum"] - 0.06
        and f["actor and critic, Tidu"] > f["straight to the goal"] + 0.3 > f["steps at random"] + 0.3
        and f["agrees"] >= 18
    ),
}
"""What each example says in words: the margins are several times what another seed changes."""

LOOSE = {"hierarchical_classification": 0.1, "bandit": 0.05}
"""How far a printed share may be from the stated one; 0.02 where nothing is said."""
LIBRARY = ("multilabel_classification", "search_ranking", "recommendation", "sequence_tagging")
"""These read Python's own files, which 3.11 has otherwise than others: there only the claims must hold."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def stated(name: str) -> list[str]:
    """The lines below "Result" in the docstring of an example."""
    text = ast.get_docstring(ast.parse((EXAMPLES / f"{name}.py").read_text(encoding="utf-8"))) or ""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Result")) + 1
    block = [line.removeprefix("    ") for line in lines[start:] if line.startswith("    ")]
    assert block, name
    return block


def near(printed: str, said: str, share: float) -> bool:
    """Shares within `share`, larger numbers within twice that part (or 1), counts within 10 % (or 4)."""
    a, b = float(printed), float(said)
    if "." not in said:
        return abs(a - b) <= max(0.1 * abs(b), 4)
    return abs(a - b) <= (share if abs(b) <= 1.5 else max(2 * share * abs(b), 1))


def run(name: str) -> Figures:
    """What `main()` of an example returns, having printed the same for people."""
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.main()


@pytest.mark.parametrize("name", CLAIMS)
def test_prints_what_it_states(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures = run(name)
    printed = capsys.readouterr().out.rstrip("\n").splitlines()
    for line, said in zip(printed, stated(name), strict=True):
        words = [NUMBER.sub("", text).split() for text in (line, said)]
        if not said.startswith("mistaken most often"):
            assert words[0] == words[1], (line, said)
            if name not in LIBRARY or sys.version_info[:2] == (3, 11):
                for pair in zip(NUMBER.findall(line), NUMBER.findall(said), strict=True):
                    assert near(*pair, LOOSE.get(name, 0.02)), (line, said)
    assert CLAIMS[name](figures), figures


def test_every_program_is_stated_and_short() -> None:
    """Also: the READMEs list each with a number that its docstring states."""
    programs = {path.stem: path for path in EXAMPLES.glob("*.py") if path.stem != "sweep_dask"}
    assert programs.keys() == CLAIMS.keys()
    for readme in ("README.md", "README.zh.md"):
        rows = (EXAMPLES / readme).read_text(encoding="utf-8").splitlines()
        for name, path in programs.items():
            row = next(row for row in rows if f"[{name}.py]({name}.py)" in row)
            result = NUMBER.findall(row.split("|")[4])
            assert result and set(result) <= set(NUMBER.findall("\n".join(stated(name)))), row
            assert len(path.read_text(encoding="utf-8").splitlines()) < 150
