"""Datasets, samplers and loaders."""

from tidu.core.refused import refusing
from tidu.data.batch_sampler import BatchSampler
from tidu.data.collate import default_collate, default_convert
from tidu.data.dataset import ChainDataset, ConcatDataset, Dataset, IterableDataset
from tidu.data.loader import DataLoader
from tidu.data.random_sampler import RandomSampler, SubsetRandomSampler, WeightedRandomSampler
from tidu.data.sampler import Sampler, SequentialSampler
from tidu.data.split import random_split
from tidu.data.stack_dataset import StackDataset
from tidu.data.subset import Subset
from tidu.data.tensor_dataset import TensorDataset
from tidu.data.workers import get_worker_info

__all__ = [
    "BatchSampler",
    "ChainDataset",
    "ConcatDataset",
    "DataLoader",
    "Dataset",
    "IterableDataset",
    "RandomSampler",
    "Sampler",
    "SequentialSampler",
    "StackDataset",
    "Subset",
    "SubsetRandomSampler",
    "TensorDataset",
    "WeightedRandomSampler",
    "default_collate",
    "default_convert",
    "get_worker_info",
    "random_split",
]

__getattr__ = refusing("torch.utils.data", globals())
