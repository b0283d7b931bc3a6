"""Whole training runs side by side: Tidu, PyTorch, JAX, NumPy, scikit-learn and plain C.

    python -m benchmarks.training [--only a,b] [--peers tidu,c] [--rounds N] [--quick] [--data DIR]
    python -m benchmarks.training.growth [--only rows,width,depth] [--most N]

How it is measured:
- Every peer has a process of its own for each workload, with its own number of threads. Windows go
  in turn, in another order every round, with a pause in which pools stop spinning.
- A window is a whole run of many epochs from the same first weights, shuffle and gathering inside.
  It lasts at least 50 ms, and so long that beginning the run is at most 2 % of it.
- Before that, the first result (one epoch, everything compiled, imports apart) and the loss over
  all rows after a fixed number of epochs, which must agree between peers as far as shuffles let it.
- After it, six steps in float64 and in order: weights against NumPy's, which must agree to 1e-6.
  scikit-learn's Adam adds epsilon before the bias correction; there it is checked with SGD.
- The C floor is one thread: `floor.c`, or the same with NumPy's OpenBLAS; the quicker counts.
"""
