"""What of PyTorch's database of operations is not compared, each row with its reason."""

from __future__ import annotations

from fnmatch import fnmatch

OUTSIDE: dict[str, str] = {
    "fft.*": "Fourier transforms give complex numbers, which Tidu does not have",
    "istft": "complex numbers", "stft": "complex numbers",
    "complex": "complex numbers", "polar": "complex numbers", "imag": "complex numbers",
    "view_as_complex": "complex numbers", "view_as_real": "complex numbers",
    "cdouble": "complex numbers", "cfloat": "complex numbers", "chalf": "complex numbers",
    "linalg.eig": "the eigenvalues of a matrix that is not symmetric are complex",
    "linalg.eigvals": "the eigenvalues of a matrix that is not symmetric are complex",
    "bfloat16": "NumPy has no bfloat16",
    "sparse.*": "sparse tensors", "to_sparse": "sparse tensors",
    "jiterator_*": "compiles CUDA code", "torch.*": "PyTorch's internal operations",
    "_*": "PyTorch's internal operations", "native_*": "PyTorch's internal operations",
    "*_backward": "PyTorch's internal operations", "unsafe_*": "PyTorch's internal operations",
    "grid_sampler_*": "PyTorch's internal operations (F.grid_sample is theirs and ours)",
    "hash_tensor": "PyTorch's internal operations", "slice": "PyTorch's internal operations (it is x[a:b])",
    "masked.*": "a prototype package of PyTorch's",
    "*_copy": "PyTorch's internal operations (views that copy)",
}  # fmt: skip
"""Families of names that the database has and Tidu does not mean to have -> why."""

KEPT = ("index_copy", "__getitem__", "__radd__", "__rand__", "__rdiv__", "__rmatmul__", "__rmod__",
        "__rmul__", "__ror__", "__rpow__", "__rsub__", "__rxor__")  # fmt: skip
"""Names that a family's pattern would take, and that are ours."""

UNSET = "what lies in memory that is not set is anything"
TIES = "which of equal elements PyTorch takes is not defined, and not the first"
UNREAD = "PyTorch gives a gradient to the triangle that is not read, too; there it is 0"

DIFFERENT: dict[tuple[str, str], str] = {
    **{(name, kind): UNSET
       for name in (
           "empty", "empty_like", "empty_permuted", "empty_strided", "new_empty", "new_empty_strided"
       )
       for kind in ("values-*", "method-*", "out-*")},
    **{(name, kind): TIES
       for name in ("topk", "kthvalue", "mode") for kind in ("values-int64", "method-int64")},
    ("nn.functional.linear_cross_entropy:chunked*", "gradients-*"): "PyTorch has none by the weights there",
    ("multinomial", "errors"): "out= of real numbers takes the places as real numbers",
    ("nn.functional.linear", "out-*"): "PyTorch's documentation has no out= for it",
    ("mode", "values-bool"): TIES,
    ("sort", "values-bool"): TIES,
    ("argsort", "values-bool"): TIES,
    ("as_strided_scatter", "gradients-float64"):
        "PyTorch gives input the gradient of what was written over, and 0 where it was kept",
    ("histogramdd", "out-float64"): "PyTorch's own histogramdd has no out=",
    ("special.bessel_[jy][01]", "values-float64"): "PyTorch's are off by up to 2e-7; SciPy's are right",
    ("special.airy_ai", "values-float64"): "PyTorch's is off by 3e-9; SciPy's is right",
    ("nn.functional.hardsigmoid", "gradients-float64"): "PyTorch rounds 1/6 to float32 in float64 too",
    ("cholesky_inverse", "gradients-float64"): UNREAD,
    ("cholesky_solve", "gradients-float64"): UNREAD,
    ("linalg.pinv:hermitian", "gradients-float64"):
        "the sample is not symmetric: PyTorch mixes the matrix as given with the triangle that it read",
    ("matrix_exp", "values-float32"):
        "the results are of order 1e4; Tidu's are float64's rounded, PyTorch's are off by float32's steps",
}  # fmt: skip
"""(operation, check), either a pattern: what is left out -> why. Checks are named values-float64 and
so on (gradients, method, inplace, out), and errors."""


def family_of(name: str) -> str | None:
    """The family of names outside Tidu that `name` belongs to."""
    if name in KEPT:
        return None
    return next((pattern for pattern in OUTSIDE if fnmatch(name, pattern)), None)


def skipped(label: str, check: str) -> bool:
    """Whether a row of the table leaves out that check of that operation."""
    return any(fnmatch(label, a) and fnmatch(check, b) for a, b in DIFFERENT)
