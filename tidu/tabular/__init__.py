"""Tables in, honest models out: what `tidu train`, `sweep`, `predict` and `show` do, as a library.

Names are loaded when they are first asked for: Polars alone takes a third of a second.

>>> sorted(NAMES)[:3]
['DataError', 'Preprocessor', 'Schema']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidu.core.errors import DataError
    from tidu.tabular.columns import Schema
    from tidu.tabular.infer import infer_columns
    from tidu.tabular.model import TableModel
    from tidu.tabular.model_file import describe_model
    from tidu.tabular.model_io import load, save
    from tidu.tabular.options import TrainOptions
    from tidu.tabular.prediction import predict_file
    from tidu.tabular.preprocess import Preprocessor
    from tidu.tabular.preprocess_target import TargetEncoder
    from tidu.tabular.read import Table, read_table, scan_batches
    from tidu.tabular.split import split_rows
    from tidu.tabular.sweep_options import SweepOptions
    from tidu.tabular.sweeping import sweep, sweep_table
    from tidu.tabular.training import train, train_table

NAMES = {
    "DataError": "tidu.core.errors",
    "Schema": "tidu.tabular.columns",
    "infer_columns": "tidu.tabular.infer",
    "TableModel": "tidu.tabular.model",
    "describe_model": "tidu.tabular.model_file",
    "load": "tidu.tabular.model_io",
    "save": "tidu.tabular.model_io",
    "TrainOptions": "tidu.tabular.options",
    "predict_file": "tidu.tabular.prediction",
    "Preprocessor": "tidu.tabular.preprocess",
    "TargetEncoder": "tidu.tabular.preprocess_target",
    "Table": "tidu.tabular.read",
    "read_table": "tidu.tabular.read",
    "scan_batches": "tidu.tabular.read",
    "split_rows": "tidu.tabular.split",
    "SweepOptions": "tidu.tabular.sweep_options",
    "sweep": "tidu.tabular.sweeping",
    "sweep_table": "tidu.tabular.sweeping",
    "train": "tidu.tabular.training",
    "train_table": "tidu.tabular.training",
}
"""Public name -> the module it lives in."""


def __getattr__(name: str) -> Any:
    if name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(NAMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *NAMES})
