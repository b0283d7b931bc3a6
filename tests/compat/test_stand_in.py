"""Tidu under PyTorch's name. Each case has a process of its own, where nobody has loaded PyTorch."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys

import pytest

import tidu
from tidu.compat.places import DOORS, PARTS, place_of
from tidu.compat.version import Version

BEGIN = "import tidu; standing = tidu.as_torch()\n"


def said(code: str) -> str:
    """What a fresh process prints."""
    environment = {**os.environ, "TIDU_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    return (done.stdout + done.stderr).strip()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("import torch; x = torch.tensor", "tidu.tensor"),
        ("import torch.nn as nn; x = nn", "tidu.nn"),
        ("import torch.nn.functional as F; x = F", "tidu.nn.functional"),
        ("from torch import nn, optim; x = optim.SGD", "tidu.optim.SGD"),
        ("import torch; x = torch.nn.functional", "tidu.nn.functional"),
        ("from torch.utils.data import DataLoader as x", "tidu.data.DataLoader"),
        ("import torch.utils.data as Data; x = Data.TensorDataset", "tidu.data.TensorDataset"),
        ("from torch.utils.data.dataset import random_split as x", "tidu.data.random_split"),
        ("import torch; x = torch.utils.data.dataloader.DataLoader", "tidu.data.DataLoader"),
        ("from torch.autograd import Variable as x", "tidu.autograd.Variable"),
        (
            "from torch.autograd.function import once_differentiable as x",
            "tidu.autograd.function.once_differentiable",
        ),
        ("import torch.optim.lr_scheduler as s; x = s.StepLR", "tidu.optim.lr_scheduler.StepLR"),
        ("from torch.nn.parameter import Parameter as x", "tidu.nn.Parameter"),
        ("from torch.nn.modules.linear import Linear as x", "tidu.nn.Linear"),
        ("from torch.nn.modules.batchnorm import _BatchNorm as x", "tidu.nn.BatchNorm2d.__mro__[1]"),
        ("import torch; x = torch.nn.modules.conv._ConvNd", "tidu.nn.Conv2d.__mro__[2]"),
        ("from torch.nn.modules.utils import _pair; x = _pair(3) == (3, 3)", "True"),
        ("import torch.nn.modules.loss; x = torch.nn.modules.loss.MSELoss", "tidu.nn.MSELoss"),
        ("import torch.nn.init as x", "tidu.nn.init"),
        ("from torch import Tensor as x", "tidu.Tensor"),
        ("import torch.version; x = torch.version.__version__", "__import__('torch').version.__version__"),
        ("from torchvision import transforms as x", "tidu.vision.transforms"),
        ("import torchvision.transforms.functional as x", "tidu.vision.transforms.functional"),
        ("from torchvision.datasets.mnist import MNIST as x", "tidu.vision.datasets.MNIST"),
        ("import torch.backends.cudnn as x", "tidu.backends.cudnn"),
        ("from torch.cuda.amp import autocast as x", "tidu.cuda.amp.autocast"),
        ("import torch.distributed as x", "tidu.distributed"),
        ("from torch.utils.tensorboard import SummaryWriter as x", "tidu.utils.tensorboard.SummaryWriter"),
        ("from torch import *; x = manual_seed", "tidu.manual_seed"),
        ("import torch, importlib; x = importlib.import_module('torch.nn')", "tidu.nn"),
    ],
)
def test_every_way_to_import_it_finds_ours(line: str, shown: str) -> None:
    assert said(f"{BEGIN}{line}\nprint(x is {shown})") == "True"


def test_code_of_a_library_finds_it_too() -> None:
    code = (
        "import sys, types; sys.modules['library'] = library = types.ModuleType('library')\n"
        "exec('import torch\\ndef ones(): return torch.ones(2)', vars(library))\n"
        "print(library.ones())"
    )
    assert said(BEGIN + code) == "tensor([1., 1.])"


def test_it_has_the_version_of_the_pytorch_whose_names_it_has() -> None:
    code = "import torch as t\nprint(t.__version__, t.__version__ > '1.10', t.__name__, tidu.__version__)"
    assert said(BEGIN + code) == f"2.13.0+tidu True torch {tidu.__version__}"


def test_it_is_found_without_being_imported() -> None:
    code = (
        "from importlib.util import find_spec as f\nprint([f(n).name for n in ('torch', 'torch.nn', 'json')])"
    )
    assert said(BEGIN + code) == "['torch', 'torch.nn', 'json']"


def test_undone_it_is_gone() -> None:
    code = (
        "import torch.nn, sys\nwith tidu.as_torch(): pass\nprint('torch' in sys.modules)\nstanding.undo()\n"
        "print([name for name in sys.modules if name.startswith('torch')], len(sys.meta_path) == before)"
    )
    begin = f"import sys; before = len(sys.meta_path)\n{BEGIN}"
    assert said(begin + code) == "True\n[] True"


def test_a_missing_module_is_told_with_the_nearest() -> None:
    sentence = "No module named 'torch.optm' in Tidu. Fix: the nearest name is torch.optim"
    assert said(f"{BEGIN}import torch.optm").endswith(f"\nModuleNotFoundError: {sentence}")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("torch.linspac", "torch.linspace"),
        ("torch.tensr", "torch.tensor"),
        ("torch.optim.SDG", "torch.optim.SGD"),
        ("torch.nn.Linaer", "torch.nn.Linear"),
    ],
)
def test_a_missing_name_is_told_with_the_nearest(written: str, meant: str) -> None:
    """Once: Python's own guess would stand beside it."""
    lines = said(f"{BEGIN}import torch\n{written}").splitlines()
    assert lines[-1].endswith(f". Fix: the nearest name is {meant}")


ALONE = """
import torch.distributed as dist
from torch.distributed import ReduceOp, init_process_group
from torch.utils.data import DistributedSampler
from torch.utils.data.distributed import DistributedSampler as Sampler
print(dist.is_available(), isinstance(3, DistributedSampler))
for use in (init_process_group, lambda: ReduceOp.SUM, lambda: Sampler([1])):
    try:
        use()
    except NotImplementedError as error:
        print(str(error).partition(":")[0])
"""


def test_what_programs_that_also_run_alone_import_is_refused_when_it_is_used() -> None:
    assert said(BEGIN + ALONE).splitlines() == [
        "False False",
        "torch.distributed.init_process_group is not in Tidu",
        "torch.distributed.ReduceOp is not in Tidu",
        "torch.utils.data.distributed.DistributedSampler is not in Tidu",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "from torch.utils.data import Nonsense",
        "from torch.nn.modules.transformer import nonsense",
        "from torchvision.transforms import nonsense",
    ],
)
def test_a_missing_name_is_no_module(line: str) -> None:
    assert said(f"{BEGIN}{line}").splitlines()[-1].startswith("ImportError: ")


def test_a_loaded_pytorch_is_not_replaced() -> None:
    code = "import sys, types; sys.modules['torch'] = types.SimpleNamespace(__file__='T')\n"
    words = said(code + BEGIN).splitlines()[-1]
    assert words.startswith("RuntimeError: as_torch(): torch is loaded already, from T, so Tidu cannot")
    assert words.endswith("use tidu run script.py")


@pytest.mark.parametrize(
    ("relation", "true"),
    [
        (Version("2.13.0+tidu") >= (2, 13), True),
        (Version("2.13.0+tidu") > "2.13.0", True),
        (Version("2.13.0+tidu") == "2.13.0+tidu", True),
        (Version("2.13.0+tidu") == "2.13.0", False),
        (Version("2.13.0+tidu") < "2.2", False),
        (Version("2.13.0+tidu") <= (2, 9, 1), False),
        (Version("2.13.0+tidu") <= "3.0", True),
        (Version("2.13.0+tidu") > "1.9", True),
        (Version("2.13.0+tidu") != (2, 13), False),
    ],
)
def test_versions_are_compared_as_versions(relation: bool, true: bool) -> None:
    assert relation is true


@pytest.mark.parametrize("name", [*DOORS, *(f"torch.{part}" for part in PARTS["torch"])])
def test_every_place_is_one_of_pytorchs(name: str) -> None:
    if name.startswith("torch."):
        importlib.import_module(name)
    place = place_of(name)
    assert place is None or importlib.import_module(place)
