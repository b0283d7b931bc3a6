"""Seeded faults of every item of the doctor's list, 15 or more of each."""

from benchmarks.doctor.faults.bookkeeping import no_zero_grad, wrong_mode
from benchmarks.doctor.faults.graphs import kept_graphs
from benchmarks.doctor.faults.heads import same_start, wrong_heads, wrong_losses
from benchmarks.doctor.faults.nan import first_nan
from benchmarks.doctor.faults.shapes import accidents, crashes, kinds
from benchmarks.doctor.faults.statistics import inputs, labels, rates, sorted_batches, wrong_length
from benchmarks.doctor.faults.units import dead
from benchmarks.doctor.faults.updates import never_updated

MAKERS = (
    crashes,
    inputs,
    wrong_length,
    wrong_heads,
    wrong_losses,
    labels,
    rates,
    accidents,
    no_zero_grad,
    wrong_mode,
    never_updated,
    kinds,
    first_nan,
    kept_graphs,
    sorted_batches,
    same_start,
    dead,
)

__all__ = ["MAKERS"]
