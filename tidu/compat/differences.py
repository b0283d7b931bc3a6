"""What differs between PyTorch and Tidu, as a document made of the table that refuses it.

`python -m tidu.compat.differences docs` writes it in both languages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from tidu.core.files import atomic_file
from tidu.core.refused_names import MODULES, NAMES
from tidu.text import say
from tidu.text.differences import SENTENCES

FILES = {"en": "differences.md", "zh": "differences.zh.md"}


def document(lang: str) -> str:
    """The document in a language: what behaves otherwise, then what is refused, by family.

    >>> document("en").splitlines()[0]
    '# Where Tidu differs from PyTorch'
    """
    kinds = sorted({*MODULES.values(), *(kind for kinds in NAMES.values() for kind in kinds)})
    otherwise = [key for key in SENTENCES if key.startswith("differences.is_")]
    lines = [f"# {say('differences.title', lang)}", "", say("differences.about", lang), ""]
    lines += [f"## {say('differences.otherwise', lang)}", ""]
    lines += [f"- {say(key, lang)}" for key in otherwise]
    lines += ["", f"## {say('differences.refused', lang)}", "", say("differences.how", lang), ""]
    for kind in kinds:
        why = say(f"refused.{kind}", lang)
        lines += [f"### {say(f'differences.{kind}', lang)}", "", why[0].upper() + why[1:], ""]
        lines += [*_modules(kind, lang), *_names(kind), ""]
    return "\n".join(lines).rstrip() + "\n"


def _modules(kind: str, lang: str) -> list[str]:
    """The modules that are refused whole."""
    found = sorted(module for module, each in MODULES.items() if each == kind)
    whole = ", ".join(f"`{module}`" for module in found)
    return [f"- {say('differences.whole', lang, modules=whole)}"] if found else []


def _names(kind: str) -> list[str]:
    """The names that are refused, by the place where PyTorch has them."""
    places = {place: kinds[kind] for place, kinds in sorted(NAMES.items()) if kinds.get(kind)}
    return [f"- `{place}`: {_listed(names)}" for place, names in places.items()]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def write(folder: Path) -> None:
    """Writes the document in every language."""
    for lang, name in FILES.items():
        with atomic_file(folder / name) as file:
            file.write(document(lang).encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
