"""The model file `name.tidu`: JSON and safetensors in a zip, opened by any later version.

The content: "schema"; "members", each {"prepare", "target", "structure" (the network's
arguments)}; "about", what `describe_model` shows. The arrays:
"<member>.<parameter>". A later layout raises VERSION and reads the earlier ones.
"""

from __future__ import annotations

import os
from typing import Any

from tidu.core.archive import read_archive
from tidu.tabular.columns import Schema
from tidu.tabular.results import Baseline, ModelDescription
from tidu.tabular.summary import summaries
from tidu.tabular.verdict import rows_said
from tidu.text import say

KIND, VERSION = "model", 1
Path = str | os.PathLike[str]


def describe_model(path: Path) -> ModelDescription:
    """What the model file `path` says about itself; neither the engine nor Polars is loaded.

    DataError for a file that is none of ours, damaged or of a later layout; OSError if it is
    not there.
    """
    content, _ = read_archive(path, KIND, VERSION)
    schema, about = Schema.from_json(content["schema"]), content["about"]
    return ModelDescription(
        file=str(os.fspath(path)),
        task=schema.task,
        target=schema.target,
        model=about["model"],
        command=about["command"],
        facts=_facts(about, len(content["members"])),
        columns=summaries(schema),
        metrics=about["metrics"],
        baselines=[Baseline(**each) for each in about["baselines"]],
        classes=list(content["members"][0]["target"]["labels"]),
    )


def _facts(about: dict[str, Any], networks: int) -> list[tuple[str, str]]:
    data = about["data"]
    values = {
        "version": about["tidu"],
        "data": f"{data['name']}, sha256 {data['sha256'][:16]}",
        "rows": rows_said(about["rows"], networks),
        "epochs": str(about["epochs"]),
        "seed": str(about["seed"]),
    }
    return [(say(f"training.fact_{name}"), value) for name, value in values.items()]
