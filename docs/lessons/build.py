"""The lessons as executed notebooks, in both languages, from one source each.

    python docs/lessons/build.py            every lesson
    python docs/lessons/build.py tensors    those with this word in their name

A source is a Python file in cells: `# %% [en]` and `# %% [zh]` begin a text in one language
(comment lines, Markdown), `# %%` begins code, which both notebooks share. Needs
`pip install tidu[lessons]`; reading the notebooks needs nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = sorted((HERE / "source").glob("*.py"))
LANGUAGES = ("en", "zh")


def cells(text: str, language: str) -> Iterator[tuple[str, str]]:
    """("markdown" or "code", content) of each cell that `language` has.

    >>> list(cells("# %% [en]\\n# Hello\\n# %%\\nprint(1)\\n", "en"))
    [('markdown', 'Hello'), ('code', 'print(1)')]
    """
    for part in text.split("# %%")[1:]:
        mark, _, content = part.partition("\n")
        if mark.strip() == f"[{language}]":
            lines = (line.removeprefix("#").removeprefix(" ") for line in content.strip().splitlines())
            yield "markdown", "\n".join(lines)
        elif not mark.strip():
            yield "code", content.strip()


def notebook(source: Path, language: str) -> Any:
    """The notebook of a source, not run yet."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    made = new_notebook(metadata={"language_info": {"name": "python"}})
    for place, (kind, content) in enumerate(cells(source.read_text(encoding="utf-8"), language)):
        new = new_markdown_cell if kind == "markdown" else new_code_cell
        made.cells.append(new(content, id=f"cell-{place}"))
    return made


def target(source: Path, language: str) -> Path:
    """Where a source's notebook in `language` lies."""
    return HERE / language / f"{source.stem.replace('_', '-')}.ipynb"


def build(source: Path, language: str) -> None:
    """Runs a lesson from its first cell to its last, and writes it with what it showed."""
    import nbformat
    from nbclient import NotebookClient

    made = notebook(source, language)
    os.environ["TIDU_LANG"] = language
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(made, timeout=900, resources={"metadata": {"path": folder}}).execute()
    for cell in made.cells:
        cell.metadata.pop("execution", None)
    made.metadata = {"language_info": {"name": "python"}}
    path = target(source, language)
    path.parent.mkdir(exist_ok=True)
    nbformat.write(made, path)
    print(path.relative_to(HERE))


def main(words: list[str]) -> None:
    """Builds the lessons whose names have one of `words` in them, or all."""
    for source in SOURCES:
        if not words or any(word in source.stem for word in words):
            for language in LANGUAGES:
                build(source, language)


if __name__ == "__main__":
    main(sys.argv[1:])
