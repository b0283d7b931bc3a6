"""Whole training runs side by side: Tidu, PyTorch, JAX, NumPy, scikit-learn and plain C.

    python -m benchmarks.training [--only a,b] [--rounds N] [--quick] [--data DIR]
    python -m benchmarks.training.growth

Every peer lives in a process of its own and is asked for one window after the other's.
"""
