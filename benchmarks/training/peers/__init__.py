"""The peers: one file each, all of the same form.

A file has `Run(workload, **options)`, with `run(epochs)`, a whole training run from the first
weights on, and `weights()`, what that run ended with, in NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JAX_ALONE = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"


@dataclass(frozen=True)
class Peer:
    """One way to train, in a process of its own with so many threads.

    `family`: what is compared as one ("the best PyTorch"). `alike`: Adam is PyTorch's to the last
    digit; where it is not, the check of correctness is done with SGD.
    """

    family: str
    form: str
    module: str
    threads: int = 1
    options: dict[str, Any] = field(default_factory=dict)
    alike: bool = True

    @property
    def name(self) -> str:
        """The peer in a few words."""
        return f"{self.family} {self.form}, {self.threads}T"

    @property
    def environment(self) -> dict[str, str]:
        """What its process is told about threads."""
        found = {f"{library}_NUM_THREADS": str(self.threads) for library in ("OMP", "OPENBLAS", "MKL")}
        if self.family == "JAX" and self.threads == 1:
            found["XLA_FLAGS"] = JAX_ALONE
        return found


def torch_peers(threads: int) -> list[Peer]:
    """The forms of PyTorch, from what tutorials teach to what is quickest."""
    both = {"threads": threads}
    forms: dict[str, dict[str, Any]] = {
        "DataLoader": {"batches": "loader"},
        "index": {"batches": "index"},
        "index, fused": {"batches": "index", "fused": True},
        "epoch gathered, fused": {"batches": "epoch", "fused": True},
    }
    found = [Peer("PyTorch", form, "torch_eager", threads, both | extra) for form, extra in forms.items()]
    for form, whole in (("compiled step", True), ("compiled loss, fused", False)):
        found.append(Peer("PyTorch", form, "torch_compiled", threads, both | {"whole": whole}))
    return found


def peers(quick: bool) -> list[Peer]:
    """All peers; when it must be quick, one thread and nothing that compiles for long."""
    found = [Peer("Tidu", "native", "tidu_fit", 1, {"threads": 1})]
    found += [Peer("Tidu", "native", "tidu_fit", 2, {"threads": 2})]
    found += [Peer("Tidu", "eager", "tidu_fit", 1, {"native": False})]
    for threads in (1, 2):
        found += torch_peers(threads)
        found += [Peer("JAX", form, "jax_scan", threads, {"order": form}) for form in ("inside", "numpy")]
        found += [Peer("NumPy", "by hand", "numpy_hand", threads)]
        found += [Peer("scikit-learn", "MLP", "sklearn_mlp", threads, alike=False)]
        found += [Peer("C", "OpenBLAS", "c_floor", threads, {"blas": True})]
    found += [Peer("C", "tiles", "c_floor", 1)]
    if quick:
        return [peer for peer in found if peer.threads == 1 and "compiled" not in peer.form]
    return found
