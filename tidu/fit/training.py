"""`tidu.fit`: train a model on data, and get the history of it."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from tidu.fit.callbacks import Listeners
from tidu.fit.checkpoint import read_checkpoint
from tidu.fit.checkpoint import resume as resume_from
from tidu.fit.choices import Loss, loss_of, optimizer_of, scheduler_of
from tidu.fit.doctor.fitting import doctor_for, examined, unseen
from tidu.fit.engine import engine_of
from tidu.fit.feed import feed_of
from tidu.fit.history import History
from tidu.fit.measures import measures_of
from tidu.fit.patience import Patience
from tidu.fit.run import run
from tidu.fit.state import State
from tidu.nn.module import Module
from tidu.tensor.generator import get_rng_state, manual_seed, set_rng_state
from tidu.text import say


def fit(
    model: Module,
    data: Any,
    loss: Loss | str,
    optimizer: Any,
    *,
    epochs: int,
    batch_size: int = 32,
    validation: Any = None,
    patience: int | None = None,
    min_delta: float = 0.0,
    shuffle: bool = True,
    seed: int | None = None,
    lr: float | None = None,
    scheduler: Any = None,
    metrics: Any = (),
    callbacks: Any = (),
    clip: float | None = None,
    checkpoint: str | PathLike[str] | None = None,
    resume: bool | str | PathLike[str] = False,
    compile: bool | str = "auto",
    threads: int | str = "auto",
    report: Callable[[str], Any] | None = None,
    doctor: Any = None,
) -> History:
    """Trains `model`; with the same seed, its numbers are those of the plain loop.

    - `data`: (x, y) of tensors or arrays (several inputs: (x1, x2, y)), a Dataset, or a
      DataLoader, whose own batches and order are then taken. Real numbers in arrays take the
      type of the model's parameters.
    - `loss`: a function of (output, target), or "mse", "mae", "huber", "smooth_l1",
      "cross_entropy", "nll", "bce", "bce_with_logits".
    - `optimizer`: made from `model.parameters()`, or a name ("sgd", "adam", ...) with `lr`.
    - `validation`: a fraction split off at random, or data of its own. With it, the model ends
      with the weights of the lowest validation loss, and `patience` stops after so many epochs
      without one that is lower by more than `min_delta`.
    - `seed`: calls `manual_seed(seed)` before anything is drawn; None goes on from where the
      random numbers are.
    - `scheduler`: steps once an epoch; a function of the optimizer can make it.
    - `metrics`: "accuracy", "mae", "rmse", "r2", functions of all (outputs, targets) of an
      epoch, a list or a dict of these. Those of training are taken while it trains.
    - `callbacks`: functions of the `State` called after every epoch, or objects with
      on_fit_start, on_epoch_start, on_step_end, on_epoch_end, on_fit_end; `state.stop()` ends.
    - `clip`: the largest norm of the gradient of all parameters together.
    - `checkpoint`: a file written after every epoch. `resume=True` goes on from it if it is
      there, `resume=path` from another file; `epochs` counts from the very start, and the
      numbers are those of a run that was never broken.
    - `compile`: "auto" makes the whole run one native program where that is possible and worth
      it, else every operation runs as it is called; `history.engine` and `engine_reason` say
      which and why. True insists (RuntimeError with the reason), False forbids it. A native run
      takes numbers below the normal range (1e-38 in float32) as 0, and leaves `grad` as it was.
    - `threads`: how many take each step of a native program; "auto" is one unless steps are long
      enough for more to gain. The numbers are the same, to the last bit.
    - `report`: is given a line of text an epoch; `report=print` prints it.
    - `doctor`: True, or a `tidu.doctor(...)`, looks for mistakes while it trains and says them;
      they are in `history.alerts`. None: only where `with tidu.doctor()` is open; False: not even then.

    Ctrl-C ends the run after the current step, with what was learned; a second one raises. A
    loss that is not finite ends it before it harms the weights, with a RuntimeWarning.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> x = tidu.linspace(-1, 1, 64).reshape(64, 1)
    >>> history = fit(tidu.nn.Linear(1, 1), (x, 2 * x + 1), "mse", "sgd", lr=0.5, epochs=30)
    >>> history.stopped, history.last("train_loss") < 1e-4
    ('epochs', True)
    """
    visit = doctor_for(doctor)
    check_whole("epochs", epochs, 1)
    check_whole("batch_size", batch_size, 1)
    if patience is not None:
        check_whole("patience", patience, 0)
    if threads != "auto" and (isinstance(threads, bool) or not isinstance(threads, int) or threads < 1):
        raise ValueError(say("fit.threads", given=repr(threads)))
    if not isinstance(model, Module):
        raise TypeError(say("fit.model", given=type(model).__name__))
    if patience is not None and validation is None:
        raise ValueError(say("fit.patience_alone"))
    loss = loss_of(loss)
    optimizer = optimizer_of(optimizer, model, lr)
    scheduler = scheduler_of(scheduler, optimizer)
    measures, listeners = measures_of(metrics, loss), Listeners(callbacks)
    path = checkpoint_to_read(checkpoint, resume)
    saved = None if path is None else read_checkpoint(path)
    start_random(seed, saved)
    random_at_start = get_rng_state()
    state = State(
        model=model,
        feed=feed_of(data, validation, batch_size, shuffle, model),
        loss=loss,
        optimizer=optimizer,
        scheduler=scheduler,
        measures=measures,
        epochs=epochs,
        patience=Patience(patience, min_delta),
        clip=clip,
        listeners=listeners,
        checkpoint=checkpoint,
        report=report,
        random_at_start=random_at_start,
        history=History(),
    )
    if saved is not None and path is not None:
        resume_from(state, saved, path)
    try:
        state.engine = engine_of(state, compile, threads)
    except Exception as error:  # what was recorded of the first step did not run
        if visit is not None:
            visit.crashed(error)
        raise
    state.history.engine, state.history.engine_reason = state.engine.name, state.engine.reason
    if visit is not None:
        return examined(state, visit)
    return run(state) if doctor is None else unseen(state)


def check_whole(name: str, number: Any, least: int) -> None:
    """ValueError unless `number` is a whole number of at least `least`.

    >>> check_whole("epochs", 3, 1)
    """
    if not isinstance(number, int) or isinstance(number, bool) or number < least:
        raise ValueError(say("fit.whole", name=name, least=least, given=number, fix=max(least, 10)))


def checkpoint_to_read(checkpoint: Any, resume: Any) -> str | None:
    """The path to go on from, or None to begin.

    >>> checkpoint_to_read("missing.tidu", True), checkpoint_to_read(None, "other.tidu")
    (None, 'other.tidu')
    """
    if resume is False:
        return None
    if resume is not True:
        return fspath(resume)
    if checkpoint is None:
        raise ValueError(say("fit.resume_path"))
    return fspath(checkpoint) if Path(checkpoint).exists() else None


def start_random(seed: int | None, saved: dict[str, Any] | None) -> None:
    """Sets where random numbers start: as the resumed run did, at `seed`, or where they are."""
    if saved is not None:
        set_rng_state(saved["random_at_start"])
    elif seed is not None:
        manual_seed(seed)
