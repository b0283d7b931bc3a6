"""DataLoader: a dataset in batches, an epoch at a time, in PyTorch's order.

Source: https://docs.pytorch.org/docs/stable/data.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import Any, Generic, TypeVar

from tidu.data.batch_sampler import BatchSampler, array_batches
from tidu.data.checks import length_of
from tidu.data.collate import default_collate, default_convert
from tidu.data.dataset import IterableDataset
from tidu.data.fetch import fetcher
from tidu.data.random_sampler import RandomSampler
from tidu.data.sampler import Sampler, SequentialSampler
from tidu.data.turns import in_turn
from tidu.data.workers import Worker
from tidu.tensor.generator import Generator, default_generator
from tidu.text import say

Batch = TypeVar("Batch", covariant=True)
FIXED = ("batch_size", "batch_sampler", "sampler", "drop_last", "dataset")


class Endless(Sampler[None]):
    """The sampler of an IterableDataset, whose samples have no numbers."""

    def __iter__(self) -> Iterator[None]:
        return repeat(None)


class DataLoader(Generic[Batch]):
    """Batches of `dataset`, each epoch anew; the arguments are PyTorch's.

    `batch_size=None` gives sample by sample. `collate_fn` makes a batch of a list of samples;
    without one, a TensorDataset (or a Subset of one) is batched by one gather per tensor.
    One seed gives PyTorch's order. Data is always loaded in this process and in order: workers
    take turns in it, each with the random numbers (and, of an IterableDataset, the copy) that
    it has in PyTorch (`tidu.data.workers`). `pin_memory`, `timeout` and `in_order` are accepted
    and change nothing. ValueError for options that contradict each other.

    >>> loader = DataLoader(range(5), batch_size=2)
    >>> len(loader), [batch.tolist() for batch in loader]
    (3, [[0, 1], [2, 3], [4]])
    """

    def __init__(
        self,
        dataset: Any,
        batch_size: int | None = 1,
        shuffle: bool | None = None,
        sampler: Iterable[Any] | None = None,
        batch_sampler: Iterable[Any] | None = None,
        num_workers: int = 0,
        collate_fn: Callable[[Any], Any] | None = None,
        pin_memory: bool = False,
        drop_last: bool = False,
        timeout: float = 0,
        worker_init_fn: Callable[[int], None] | None = None,
        multiprocessing_context: Any = None,
        generator: Generator | None = None,
        *,
        prefetch_factor: int | None = None,
        persistent_workers: bool = False,
        pin_memory_device: str = "",
        in_order: bool = True,
    ):
        check_workers(num_workers, timeout, prefetch_factor, persistent_workers)
        self.num_workers, self.timeout, self.worker_init_fn = num_workers, timeout, worker_init_fn
        self.pin_memory, self.pin_memory_device = pin_memory, pin_memory_device
        self.prefetch_factor = 2 if num_workers and prefetch_factor is None else prefetch_factor
        self.persistent_workers, self._workers = persistent_workers, None
        self.multiprocessing_context, self.in_order = multiprocessing_context, in_order
        self.generator = generator
        check_choices(dataset, batch_size, shuffle, sampler, batch_sampler, drop_last)
        if sampler is None:
            sampler = default_sampler(dataset, bool(shuffle), generator)
        if batch_sampler is not None:
            batch_size = None
        elif batch_size is not None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.dataset, self.sampler, self.batch_sampler = dataset, sampler, batch_sampler
        self.batch_size, self.drop_last = batch_size, drop_last
        self.collate_fn = collate_fn or (default_convert if batch_sampler is None else default_collate)
        self._made = True

    def __setattr__(self, name: str, value: Any) -> None:
        if name in FIXED and "_made" in vars(self):
            raise ValueError(say("data.loader_fixed", name=name, loader=type(self).__name__))
        super().__setattr__(name, value)

    def __iter__(self) -> LoaderIterator:
        return LoaderIterator(self)

    def __len__(self) -> int:
        if not isinstance(self.dataset, IterableDataset):
            return length_of(self.sampler if self.batch_sampler is None else self.batch_sampler)
        samples, size = length_of(self.dataset), self.batch_size or 1
        return samples // size if self.drop_last else -(-samples // size)


class LoaderIterator:
    """One epoch of a loader.

    >>> iter(DataLoader(range(5), batch_size=2)).next()
    tensor([0, 1])
    """

    def __init__(self, loader: DataLoader[Any]):
        self._loader = loader
        batches = loader.batch_sampler
        indices = iter(loader.sampler) if batches is None else array_batches(batches)
        workers = loader._workers or started(loader)
        if workers:
            self._batches = in_turn(loader, indices, workers)
        else:
            self._batches = fetched(fetcher(loader, loader.dataset), indices)

    def __iter__(self) -> LoaderIterator:
        return self

    def __next__(self) -> Any:
        return next(self._batches)

    next = __next__  # as code from before PyTorch 1.13 has it

    def __len__(self) -> int:
        return len(self._loader)


def fetched(fetch: Callable[[Any], Any], indices: Iterator[Any]) -> Iterator[Any]:
    """What is fetched for each of `indices`, to the end of these, or of the stream they are read from.

    >>> list(fetched([4, 5, 6].__getitem__, iter([2, 0])))
    [6, 4]
    """
    for index in indices:
        try:
            batch = fetch(index)
        except StopIteration:
            return
        yield batch


def started(loader: Any) -> list[Worker]:
    """The workers of a loader; `persistent_workers` keeps them for the epochs to come.

    >>> started(DataLoader(range(3)))
    []
    """
    # PyTorch draws a seed for worker processes here, even when there are none.
    base_seed = (loader.generator or default_generator).stream.loader_seed()
    workers = [Worker(loader, number, base_seed) for number in range(loader.num_workers)]
    if loader.persistent_workers:
        loader._workers = workers
    return workers


def check_workers(workers: int, timeout: float, prefetch: int | None, persistent: bool) -> None:
    """ValueError for negative numbers, and for options of workers where there are none.

    >>> check_workers(2, 0, None, True)
    """
    for name, number in (("num_workers", workers), ("timeout", timeout), ("prefetch_factor", prefetch or 0)):
        if number < 0 and (name != "prefetch_factor" or workers):
            raise ValueError(say("data.loader_negative", name=name, given=number))
    if not workers and prefetch is not None:
        raise ValueError(say("data.loader_prefetch", given=prefetch))
    if not workers and persistent:
        raise ValueError(say("data.loader_persistent"))


def default_sampler(dataset: Any, shuffle: bool, generator: Generator | None) -> Iterable[Any]:
    """The sampler that a loader takes if it is given none.

    >>> list(default_sampler("abc", False, None))
    [0, 1, 2]
    """
    if isinstance(dataset, IterableDataset):
        return Endless()
    return RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)


def check_choices(
    dataset: Any, batch_size: Any, shuffle: Any, sampler: Any, batch_sampler: Any, drop_last: bool
) -> None:
    """Raises ValueError for options that contradict each other, TypeError for what is no dataset.

    >>> check_choices("abc", 2, True, None, None, False)
    """
    if isinstance(dataset, IterableDataset):
        for name, given in (("shuffle", shuffle), ("sampler", sampler), ("batch_sampler", batch_sampler)):
            if given is not None and given is not False:
                raise ValueError(say("data.loader_iterable", name=name, given=given))
    elif not hasattr(dataset, "__getitem__"):
        raise TypeError(say("data.loader_dataset", given=type(dataset).__name__))
    if sampler is not None and shuffle:
        raise ValueError(say("data.loader_exclusive", name="sampler", others="shuffle"))
    if batch_sampler is not None and (batch_size != 1 or shuffle or sampler is not None or drop_last):
        others = "batch_size, shuffle, sampler, drop_last"
        raise ValueError(say("data.loader_exclusive", name="batch_sampler", others=others))
    if batch_size is None and drop_last:
        raise ValueError(say("data.loader_unbatched"))
