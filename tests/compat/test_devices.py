"""Graphics cards mean the CPU; what is set for the process can be read back."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

import tidu
from tidu.core.warn import warn_once
from tidu.tensor.device import GRAPHICS, OTHERS


@pytest.fixture(autouse=True)
def nothing_was_said() -> Iterator[None]:
    """What is said once in a process is said once in each test."""
    warn_once.cache_clear()
    yield
    warn_once.cache_clear()


CALLS: dict[str, Callable[[], Any]] = {
    "cuda()": lambda: tidu.ones(1).cuda(),
    "cuda(0)": lambda: tidu.ones(1).cuda(0, True),
    "to cuda": lambda: tidu.ones(1).to("cuda", True),
    "to a number": lambda: tidu.ones(1).to(0),
    "to a device": lambda: tidu.ones(1).to(device=tidu.device("cuda:1")),
    "xpu()": lambda: tidu.ones(1).xpu(),
    "made there": lambda: tidu.zeros(1, device="cuda:0"),
    "module.cuda": lambda: tidu.nn.Linear(1, 1).cuda().weight,
    "module.xpu": lambda: tidu.nn.Linear(1, 1).xpu(0).weight,
    "module.to": lambda: tidu.nn.Linear(1, 1).to("cuda:0").weight,
    "generator": lambda: tidu.Generator("cuda") and tidu.ones(1),
    "default": lambda: tidu.set_default_device("mps") or tidu.ones(1),
    "with": lambda: tidu.device("cuda").__enter__() and tidu.ones(1),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_graphics_card_is_the_cpu_and_it_is_said_once(name: str) -> None:
    with pytest.warns(UserWarning, match="means the CPU in Tidu") as seen:
        tensors = [CALLS[name](), CALLS[name]()]
    assert len(seen) == 1 and seen[0].filename == __file__
    assert all(tensor.device == tidu.device("cpu") for tensor in tensors)


def test_it_is_said_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    with pytest.warns(UserWarning, match="设备 'cuda' 就是 CPU"):
        tidu.ones(1).cuda()


@pytest.mark.parametrize("name", ["cpu", "cpu:0", *GRAPHICS, *OTHERS, "cuda:3"])
def test_devices_are_named_as_pytorch_names_them(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        devices = [library.device(name) for library in (tidu, torch)]
    ours, theirs = [(repr(each), str(each), each.type, each.index) for each in devices]
    assert ours == theirs


def test_a_number_is_a_graphics_card() -> None:
    """PyTorch refuses it where there is none."""
    assert repr(tidu.device(2)) == "device(type='cuda', index=2)"


@pytest.mark.parametrize("name", ["gpu", "cuda:", "cuda:x", "", "CUDA"])
def test_what_is_no_device_is_refused(name: str) -> None:
    for library in (tidu, torch):
        with pytest.raises(RuntimeError):
            library.device(name)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_device_that_holds_no_numbers_is_refused(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    with pytest.raises(RuntimeError, match={"en": "is not available", "zh": "没有设备 'meta'"}[language]):
        tidu.ones(1, device="meta")
    with pytest.raises(RuntimeError, match={"en": "none of them", "zh": "不是"}[language]):
        tidu.device("gpu")


ANSWERS = [
    "cuda.is_available()", "cuda.device_count()", "cuda.is_initialized()", "cuda.empty_cache()",
    "cuda.manual_seed(1)", "cuda.manual_seed_all(1)", "cuda.memory_allocated()", "cuda.get_arch_list()",
    "cuda.max_memory_allocated()", "cuda.is_bf16_supported()", "backends.mps.is_available()",
    "backends.mps.is_built()", "backends.cudnn.is_available()", "backends.cudnn.version()",
    "backends.cudnn.benchmark", "backends.cudnn.deterministic", "backends.cuda.is_built()",
    "backends.cuda.matmul.allow_tf32", "mps.is_available()", "mps.device_count()", "xpu.is_available()",
    "xpu.device_count()", "cpu.is_available()", "cpu.device_count()", "cpu.current_device()",
    "accelerator.is_available()", "accelerator.current_accelerator()", "accelerator.device_count()",
    "get_default_device()", "are_deterministic_algorithms_enabled()", "get_deterministic_debug_mode()",
    "is_deterministic_algorithms_warn_only_enabled()", "get_float32_matmul_precision()",
    "is_warn_always_enabled()", "jit.is_scripting()", "jit.is_tracing()", "compiler.is_compiling()",
    "onnx.is_in_onnx_export()", "distributed.is_initialized()", "version.cuda", "version.hip",
    "ones(1).get_device()", "ones(1).is_pinned()", "ones(1).is_cpu", "ones(1).is_mps", "ones(1).is_quantized",
]  # fmt: skip


@pytest.mark.parametrize("asked", ANSWERS)
def test_it_answers_as_pytorch_without_a_graphics_card(asked: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = eval(f"t.{asked}", {"t": torch})
    assert repr(eval(f"t.{asked}", {"t": tidu})) == repr(theirs)


def test_what_waits_or_clears_does_nothing() -> None:
    for call in ("synchronize", "ipc_collect", "reset_peak_memory_stats", "seed", "seed_all", "init"):
        assert getattr(tidu.cuda, call)() is None
    assert tidu.cuda.current_device() == 0 and tidu.cuda.set_device(0) is None
    assert not tidu.distributed.is_available()
    tidu.backends.cudnn.benchmark = True
    assert tidu.backends.cudnn.benchmark
    tidu.backends.cudnn.benchmark = False
    with tidu.backends.cudnn.flags(deterministic=True):
        pass


def test_settings_are_read_back() -> None:
    before = tidu.get_num_threads()
    tidu.set_num_threads(3)
    assert tidu.get_num_threads() == 3
    tidu.set_num_threads(before)
    tidu.set_deterministic_debug_mode("warn")
    assert tidu.is_deterministic_algorithms_warn_only_enabled() and tidu.get_deterministic_debug_mode() == 1
    tidu.use_deterministic_algorithms(False)
    tidu.set_warn_always(True)
    assert tidu.is_warn_always_enabled()
    tidu.set_warn_always(False)
    tidu.set_default_tensor_type("torch.DoubleTensor")
    assert tidu.ones(1).dtype == tidu.float64
    tidu.set_default_tensor_type("torch.FloatTensor")
    assert tidu.ones(1).dtype == tidu.float32
    tidu.set_num_interop_threads(2)
    assert tidu.get_num_interop_threads() == 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: tidu.set_num_threads(0), RuntimeError, "set_num_threads"),
        (lambda: tidu.set_num_interop_threads(-1), RuntimeError, "set_num_interop_threads"),
        (lambda: tidu.set_float32_matmul_precision("low"), RuntimeError, "'low'"),
        (lambda: tidu.set_deterministic_debug_mode(3), ValueError, "3"),
        (lambda: tidu.set_default_tensor_type("torch.LongTensor"), TypeError, "torch.LongTensor"),
        (lambda: tidu.amp.autocast("cpu"), RuntimeError, "autocast"),
        (lambda: tidu.amp.GradScaler("cpu"), RuntimeError, "GradScaler"),
    ],
)
def test_settings_that_are_none(
    call: Callable[[], Any], error: type, words: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    with pytest.raises(error, match=words) as seen:
        call()
    assert ("改法" in str(seen.value)) == (language == "zh")


def test_mixed_precision_is_off() -> None:
    model = tidu.nn.Linear(2, 1)
    optimizer = tidu.optim.SGD(model.parameters(), lr=0.1)
    scaler = tidu.cuda.amp.GradScaler(enabled=False)
    before = model.weight.detach().clone()

    @tidu.amp.autocast("cuda", enabled=False)
    def loss() -> Any:
        return model(tidu.ones(1, 2)).sum()

    scaler.scale(loss()).backward()
    scaler.unscale_(optimizer)
    scaler.step(optimizer)
    scaler.update()
    assert tidu.equal(model.weight, before - 0.1) and scaler.state_dict() == {}
    with pytest.warns(UserWarning, match="means the CPU"), tidu.cuda.amp.autocast():
        assert model(tidu.ones(1, 2)).dtype == tidu.float32
    assert not tidu.amp.is_autocast_available("cuda")


def test_marks_for_torchscript_change_nothing() -> None:
    @tidu.jit.ignore
    def plain(x: int) -> int:
        return x + 1

    @tidu.jit.unused
    def other(x: int) -> int:
        return x

    assert plain(1) == 2 and other(1) == 1 and tidu.jit.ignore(drop=True)(plain) is plain
    assert tidu.jit.annotate(int, 3) == 3
    assert not isinstance(tidu.nn.Linear(1, 1), tidu.jit.ScriptModule)
    with pytest.raises(RuntimeError, match=r"torch\.jit\.ScriptFunction is not in Tidu"):
        tidu.jit.ScriptFunction()


def test_random_numbers_drawn_in_a_fork_are_as_if_they_had_not_been() -> None:
    drawn = []
    for library in (tidu, torch):
        library.manual_seed(3)
        with library.random.fork_rng():
            library.rand(5)
        drawn.append(library.rand(3).tolist())
    assert drawn[0] == drawn[1]


def test_the_memory_under_a_tensor() -> None:
    answers = []
    for library in (tidu, torch):
        x = library.arange(6, dtype=library.int16).reshape(2, 3)
        storage = x.t()[1:].untyped_storage()
        answers.append([storage.nbytes(), len(storage), storage.data_ptr() == x.data_ptr(), storage.tolist()])
    assert answers[0] == answers[1]


def test_how_it_was_built() -> None:
    assert tidu.__version__ in tidu.__config__.show()
    assert str(tidu.get_num_threads()) in tidu.__config__.parallel_info()
