"""The table of what is refused: current as a document, complete against PyTorch, true of Tidu."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
from surface import PLACES, library, public

import tidu
from tidu.compat.differences import FILES, document, write
from tidu.compat.places import place_of
from tidu.compat.stand_in import Finder, StandIn
from tidu.core.refused import family, refusal
from tidu.core.refused_names import MODULES, NAMES

DOCS = Path(__file__).parent.parent.parent / "docs"
LISTED = [(place, name) for place in NAMES for names in NAMES[place].values() for name in sorted(names)]


def ours(place: str) -> Any:
    """Our module or class for one of PyTorch's; None if there is none."""
    if place in ("torch.Tensor", "torch.nn.Module"):
        return tidu.Tensor if place == "torch.Tensor" else tidu.nn.Module
    found = place_of(place)
    return found and StandIn(place, importlib.import_module(found))


@pytest.mark.parametrize("place", PLACES)
def test_every_public_name_of_pytorchs_is_ours_or_refused(place: str) -> None:
    owner = ours(place)
    missing = [name for name in public(place) if not hasattr(owner, name) and family(place, name) is None]
    assert missing == []


@pytest.mark.parametrize("place", NAMES)
def test_what_is_refused_is_pytorchs_and_not_ours(place: str) -> None:
    owner, theirs = ours(place), library(place)
    names = [name for where, name in LISTED if where == place]
    assert [name for name in names if not hasattr(theirs, name)] == []
    assert [name for name in names if owner is not None and hasattr(owner, name)] == []
    assert len(names) == len(set(names))


@pytest.mark.parametrize("place", [place for place in NAMES if place not in ("torch.nn.Module",)])
def test_asking_raises_with_the_reason(place: str) -> None:
    owner = ours(place)
    owner = tidu.ones(1) if place == "torch.Tensor" else owner
    if owner is None:
        pytest.skip("the whole module is refused")
    for where, name in LISTED:
        if where == place:
            with pytest.raises(AttributeError, match=r"is not in Tidu: .*Fix: ") as seen:
                getattr(owner, name)
            assert str(seen.value) == refusal(place, name)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_refused_modules_say_why(module: str) -> None:
    assert family(module, "anything") == MODULES[module]
    found = place_of(module)
    if found is None:
        with pytest.raises(ModuleNotFoundError, match=f"{module} is not in Tidu"):
            Finder().find_spec(module, None)
    else:
        with pytest.raises(AttributeError, match=f"{module}.anything is not in Tidu"):
            importlib.import_module(found).anything  # noqa: B018


@pytest.mark.parametrize("lang", FILES)
def test_the_document_is_current(lang: str) -> None:
    """Fix: python -m tidu.compat.differences docs"""
    assert (DOCS / FILES[lang]).read_text(encoding="utf-8") == document(lang)


def test_it_is_written_by_one_command(tmp_path: Path) -> None:
    write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES.values())


def test_the_sentence_survives_an_import() -> None:
    with pytest.raises(ImportError, match=r"torch\.cfloat is not in Tidu: it has no complex numbers"):
        from tidu import cfloat  # noqa: F401  # pyright: ignore
    with pytest.raises(ImportError, match=r"torch\.cuda\.Stream is not in Tidu"):
        from tidu.cuda import Stream  # noqa: F401  # pyright: ignore
    with pytest.raises(AttributeError, match=r"nearest name is torch\.linspace"):
        tidu.linspac  # noqa: B018
    assert not hasattr(tidu, "cfloat") and not hasattr(tidu.cuda, "Stream")


USES_OF_A_TYPE: list[Any] = [
    lambda kind: tidu.ones(1).to(kind),
    lambda kind: tidu.zeros(1, dtype=kind),
    lambda kind: tidu.tensor([1.0], dtype=kind),
    lambda kind: tidu.ones(1).sum(dtype=kind),
    lambda kind: tidu.nn.Linear(1, 1).to(kind),
    lambda kind: tidu.finfo(kind),
    lambda kind: tidu.promote_types(kind, tidu.float32),
    lambda kind: tidu.set_default_dtype(kind),
]


@pytest.mark.parametrize("use", USES_OF_A_TYPE)
def test_bfloat16_is_a_name_alone(use: Any) -> None:
    kind = {"float32": tidu.float32, "bfloat16": tidu.bfloat16}["bfloat16"]
    assert kind == tidu.bfloat16 != tidu.ones(1).dtype and repr(kind) == "torch.bfloat16"
    assert (kind.itemsize, kind.is_floating_point, kind.is_signed) == (2, True, True)
    with pytest.raises(TypeError, match=r"torch\.bfloat16 is not in Tidu: .*Fix: torch\.float32"):
        use(kind)
    assert tidu.get_default_dtype() is tidu.float32


@pytest.mark.parametrize("place", ["torch", "torch.Tensor"])
def test_the_reason_is_told_in_chinese(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    owner = tidu.ones(1) if place == "torch.Tensor" else tidu
    with pytest.raises(AttributeError, match=f"Tidu 没有 {place}.cfloat：它没有复数"):
        owner.cfloat  # noqa: B018
