"""`tidu train` beside scikit-learn on the same rows: its MLP in a proper pipeline, and its linear model.

scikit-learn learns from all rows that are not for the test, its validation rows included; so do
our five networks, together. One line a table, means over the seeds.

    python benchmarks/tabular.py [--seeds 3] [--data ../shared/data] [name ...]
"""

from __future__ import annotations

import argparse
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from sklearn import datasets
from sklearn.compose import TransformedTargetRegressor, make_column_selector, make_column_transformer
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from tidu.fit.metrics import classification_metrics, regression_metrics
from tidu.tabular import TrainOptions, train_table
from tidu.tabular.material import Material, gather
from tidu.tabular.progress import SILENT

HERE = Path(__file__).parent


def bundled(load: Callable[..., Any]) -> Callable[[], tuple[Any, str]]:
    """A table that comes with scikit-learn."""

    def table() -> tuple[Any, str]:
        found = load(as_frame=True)
        frame = pl.DataFrame(found.frame.rename(columns=str).to_dict("list"))
        names = getattr(found, "target_names", None)
        if names is not None and load is not datasets.load_diabetes:
            frame = frame.with_columns(pl.col("target").cast(pl.String))
        return frame, "target"

    return table


TABLES: dict[str, Callable[[], tuple[Any, str]]] = {
    "penguins, species": lambda: (HERE.parent / "examples" / "penguins.csv", "species"),
    "penguins, mass": lambda: (HERE.parent / "examples" / "penguins.csv", "body_mass_g"),
    "iris": bundled(datasets.load_iris),
    "wine": bundled(datasets.load_wine),
    "breast cancer": bundled(datasets.load_breast_cancer),
    "digits": bundled(datasets.load_digits),
    "diabetes": bundled(datasets.load_diabetes),
}


def pipeline(material: Material, kind: str, seed: int) -> Any:
    """scikit-learn's network or line behind imputing, scaling and one-hot, the target scaled."""
    numbers = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    levels = OneHotEncoder(handle_unknown="ignore")
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (levels, make_column_selector(dtype_exclude="number")),
    )
    if material.schema.task != "regression":
        network = MLPClassifier(max_iter=1000, random_state=seed)
        return make_pipeline(columns, network if kind == "mlp" else LogisticRegression(max_iter=5000))
    network = MLPRegressor(max_iter=1000, random_state=seed)
    model = network if kind == "mlp" else RidgeCV(np.logspace(-3, 4, 15))
    return TransformedTargetRegressor(make_pipeline(columns, model), transformer=StandardScaler())


def theirs(material: Material, kind: str, seed: int) -> dict[str, Any]:
    """Test metrics of scikit-learn, trained on all rows that are not for the test."""
    names = [each.name for each in material.schema.features if each.kind != "date"]
    kinds = pl.col(pl.String).fill_null("missing"), pl.col(pl.Boolean).cast(pl.Float64)
    frame = material.rows.select(names).with_columns(*kinds).to_pandas()
    split, target = material.split, material.target.to_numpy()
    rows = np.concatenate([split.train, split.validation])
    model = pipeline(material, kind, seed)
    with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
        model.fit(frame.iloc[rows], target[rows])
    if material.schema.task == "regression":
        return regression_metrics(target[split.test], model.predict(frame.iloc[split.test]))
    labels = np.searchsorted(model.classes_, target[split.test])
    return classification_metrics(labels, model.predict_proba(frame.iloc[split.test]))


def race(data: Any, target: str, seed: int, folder: str) -> tuple[str, dict[str, float], float]:
    """The deciding metric of each, lower is better, and our seconds."""
    options = {"target": target, "seed": seed, "baselines": False, "output": f"{folder}/m.tidu"}
    start = time.perf_counter()
    network = train_table(TrainOptions(data, **options))
    seconds = time.perf_counter() - start
    linear = train_table(TrainOptions(data, model="linear", **options))
    material = gather(TrainOptions(data, target, seed=seed), SILENT)
    metric = "rmse" if network.task == "regression" else "log_loss"
    found = {
        "tidu": network.metrics["test"],
        "tidu linear": linear.metrics["test"],
        "sklearn MLP": theirs(material, "mlp", seed),
        "sklearn linear": theirs(material, "linear", seed),
    }
    values = {name: float(metrics[metric] or 0) for name, metrics in found.items()}
    if metric == "log_loss":
        values |= {f"{name} accuracy": float(metrics["accuracy"] or 0) for name, metrics in found.items()}
    return metric, values, seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    chosen = parser.parse_args()
    tables = dict(TABLES)
    for name, target in (("covid.train", "tested_positive.2"), ("house_prices", "SalePrice")):
        path = chosen.data / f"{name}.csv"
        if path.exists():
            tables[name] = lambda path=path, target=target: (path, target)
    heads = ("tidu", "tidu linear", "sklearn MLP", "sklearn linear")
    print(f"{'table':<18} {'test':<9}" + "".join(f"{head:>15}" for head in heads) + f"{'tidu s':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.names or tables:
            data, target = tables[name]()
            runs = [race(data, target, seed, folder) for seed in range(chosen.seeds)]
            for suffix in ("", " accuracy"):
                if f"tidu{suffix}" not in runs[0][1]:
                    continue
                means = [np.mean([run[1][head + suffix] for run in runs]) for head in heads]
                metric, seconds = suffix.strip() or runs[0][0], np.mean([run[2] for run in runs])
                print(
                    f"{name:<18} {metric:<9}"
                    + "".join(f"{mean:>15.4g}" for mean in means)
                    + f"{seconds:>9.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
