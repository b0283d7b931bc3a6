"""Models to files and back; what the file holds is told in `model_file`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tidu.core.archive import Arrays, name_of, read_archive, write_archive
from tidu.core.errors import DataError
from tidu.tabular.columns import Schema
from tidu.tabular.model import Member, TableModel
from tidu.tabular.model_file import KIND, VERSION, Path
from tidu.tabular.network import Structure, build
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tensor.creation import from_numpy
from tidu.tensor.generator import own_generator
from tidu.text import say


def save(model: TableModel, path: Path) -> None:
    """Write `model` to `path` in one step. OSError if that cannot be."""
    arrays: Arrays = {}
    members = []
    for place, member in enumerate(model.members):
        state = member.network.state_dict()
        arrays.update({f"{place}.{name}": tensor.numpy() for name, tensor in state.items()})
        members.append(
            {
                "prepare": member.prepare.to_json(),
                "target": member.target.to_json(),
                "structure": asdict(member.structure),
            }
        )
    content = {"schema": model.schema.to_json(), "members": members, "about": model.about}
    write_archive(path, KIND, VERSION, content, arrays)


def load(path: Path) -> TableModel:
    """The model that `tidu train` wrote to `path`; it predicts what it predicted then, to the bit.

    DataError, in one sentence, for a file that is no model, damaged, or of a later layout;
    OSError if it is not there.
    """
    content, arrays = read_archive(path, KIND, VERSION)
    try:
        members = tuple(_member(place, each, arrays) for place, each in enumerate(content["members"]))
        return TableModel(Schema.from_json(content["schema"]), members, content["about"])
    except (KeyError, TypeError, RuntimeError) as error:
        raise DataError(say("files.damaged", name=name_of(path), why=repr(error))) from error


def _member(place: int, plain: dict[str, Any], arrays: Arrays) -> Member:
    structure, head = Structure(**plain["structure"]), f"{place}."
    with own_generator(0):
        network = build(structure)
    own = {name.removeprefix(head): array for name, array in arrays.items() if name.startswith(head)}
    network.load_state_dict({name: from_numpy(array) for name, array in own.items()})
    prepare, target = Preprocessor.from_json(plain["prepare"]), TargetEncoder.from_json(plain["target"])
    return Member(prepare, target, structure, network)
