"""Multi-head attention and transformers against PyTorch: print, state, draws, results, refusals."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
import torch
from sequences import LIBRARIES, exchanged, given, made, same, same_start
from twins import both_refuse, plain

import tidu
from tidu.nn.attention import SDPBackend, sdpa_kernel
from tidu.testing import assert_close

RANDOM = np.random.default_rng(2)
LENGTH, SOURCES, ROWS, WIDTH = 4, 5, 3, 8
Q = RANDOM.normal(size=(LENGTH, ROWS, WIDTH))
K, V = (RANDOM.normal(size=(SOURCES, ROWS, WIDTH)) for _ in range(2))
BATCH = RANDOM.normal(size=(ROWS, SOURCES, WIDTH))
PADDING = np.array([[0, 0, 0, 0, 1], [0, 0, 0, 1, 1], [0, 0, 0, 0, 0]], bool)
MASK = np.zeros((LENGTH, SOURCES), bool)
MASK[1, 2:4] = MASK[0, 1] = True
AHEAD = np.triu(np.full((LENGTH, LENGTH), -np.inf), 1)
HEADS = RANDOM.normal(size=(ROWS * 2, LENGTH, SOURCES))

ATTENTION: dict[str, tuple[Any, tuple, dict]] = {
    "plain": (lambda t: t.nn.MultiheadAttention(WIDTH, 2), (Q, K, V), {}),
    "bare": (lambda t: t.nn.MultiheadAttention(WIDTH, 2, bias=False), (Q, K, V), {"need_weights": False}),
    "dropped": (lambda t: t.nn.MultiheadAttention(WIDTH, 4, 0.3), (Q, K, K), {"attn_mask": MASK}),
    "dropped unseen": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 4, dropout=0.3),
        (Q, K, V),
        {"attn_mask": MASK, "need_weights": False},
    ),
    "longer": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 2, add_bias_kv=True, add_zero_attn=True),
        (Q, K, V),
        {"key_padding_mask": PADDING, "attn_mask": MASK, "average_attn_weights": False},
    ),
    "other widths": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 2, kdim=8, vdim=6),
        (Q, K, V[..., :6].copy()),
        {"attn_mask": HEADS, "need_weights": False},
    ),
    "other widths bare": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 2, bias=False, kdim=5, add_bias_kv=True),
        (Q, K[..., :5].copy(), V),
        {"attn_mask": HEADS},
    ),
    "rows first": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 4, dropout=0.1, batch_first=True),
        (BATCH, BATCH, BATCH),
        {"key_padding_mask": PADDING},
    ),
    "no rows": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 4, batch_first=True),
        (Q[:, 0], K[:, 0], V[:, 0]),
        {"key_padding_mask": PADDING[1], "attn_mask": MASK},
    ),
    "no rows, heads apart": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 2),
        (Q[:, 0], K[:, 0], V[:, 0]),
        {"attn_mask": HEADS[:2].copy(), "average_attn_weights": False},
    ),
    "a hint": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 2),
        (Q, Q, Q),
        {"attn_mask": AHEAD, "is_causal": True, "need_weights": False},
    ),
    "a hint and a look": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 2),
        (Q, Q, Q),
        {"attn_mask": AHEAD, "is_causal": True},
    ),
    "padding that is added": (
        lambda t: t.nn.MultiheadAttention(WIDTH, 2),
        (Q, K, V),
        {"key_padding_mask": PADDING * -2.0},
    ),
}


def encoder(t: Any, count: int = 2, **options: Any) -> Any:
    layer = t.nn.TransformerEncoderLayer(WIDTH, 2, 16, **options)
    return t.nn.TransformerEncoder(layer, count, t.nn.LayerNorm(WIDTH))


TRANSFORMERS: dict[str, tuple[Any, tuple, dict]] = {
    "encoder layer": (lambda t: t.nn.TransformerEncoderLayer(WIDTH, 2, 16), (Q,), {}),
    "encoder layer, norms first": (
        lambda t: t.nn.TransformerEncoderLayer(
            WIDTH, 2, 16, 0.2, "gelu", batch_first=True, norm_first=True, bias=False
        ),
        (BATCH,),
        {"src_key_padding_mask": PADDING},
    ),
    "encoder layer, a module": (
        lambda t: t.nn.TransformerEncoderLayer(WIDTH, 2, 16, activation=t.nn.GELU(), layer_norm_eps=0.1),
        (Q[:, 0],),
        {"src_mask": AHEAD},
    ),
    "encoder layer, a function": (
        lambda t: t.nn.TransformerEncoderLayer(WIDTH, 2, 16, activation=t.tanh, dropout=0.0),
        (Q,),
        {"src_mask": AHEAD, "is_causal": True},
    ),
    "decoder layer": (
        lambda t: t.nn.TransformerDecoderLayer(WIDTH, 2, 16),
        (Q, K),
        {"tgt_mask": AHEAD, "tgt_is_causal": True, "memory_key_padding_mask": PADDING},
    ),
    "decoder layer, norms first": (
        lambda t: t.nn.TransformerDecoderLayer(WIDTH, 4, 16, norm_first=True, batch_first=True),
        (BATCH, BATCH[:, :3].copy()),
        {"tgt_key_padding_mask": PADDING},
    ),
    "encoder": (encoder, (Q,), {"mask": AHEAD < 0}),
    "decoder": (
        lambda t: t.nn.TransformerDecoder(t.nn.TransformerDecoderLayer(WIDTH, 2, 16), 2),
        (Q, K),
        {"memory_mask": MASK, "tgt_mask": AHEAD < 0},
    ),
    "transformer": (lambda t: t.nn.Transformer(WIDTH, 2, 2, 1, 16), (K, Q), {"tgt_mask": AHEAD < 0}),
    "transformer, rows first": (
        lambda t: t.nn.Transformer(WIDTH, 2, 1, 2, 16, batch_first=True, norm_first=True, activation="gelu"),
        (BATCH, BATCH),
        {"src_key_padding_mask": PADDING, "memory_key_padding_mask": PADDING},
    ),
}
ALL = ATTENTION | TRANSFORMERS


@pytest.fixture(autouse=True)
def advice_on_nested_tensors() -> Any:
    """PyTorch advises how to be quicker on a path that we do not have."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "enable_nested_tensor is True")
        warnings.filterwarnings("ignore", "The PyTorch API of nested tensors")
        yield


@pytest.mark.parametrize("name", ALL)
def test_print_state_and_starting_numbers(name: str) -> None:
    same_start(ALL[name][0])


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", ALL)
def test_results_gradients_and_draws(name: str, dtype: str) -> None:
    make, arguments, options = ALL[name]
    same(make, *arguments, dtype=dtype, **options)


@pytest.mark.parametrize("name", ["longer", "encoder layer, norms first", "decoder layer"])
def test_gradients_of_gradients(name: str) -> None:
    """Where no fused kernel of PyTorch stands in the way: weights are asked for, or dropped."""
    make, arguments, options = ALL[name]
    same(make, *arguments, order=2, **options)


@pytest.mark.parametrize("name", ["plain", "other widths bare", "encoder", "transformer"])
def test_states_go_both_ways(name: str) -> None:
    make, arguments, options = ALL[name]
    if "attn_mask" not in options:
        exchanged(make, *arguments)
    else:
        ours, theirs = (made(library, make) for library in LIBRARIES)
        ours.load_state_dict({key: tidu.tensor(plain(x)) for key, x in theirs.state_dict().items()})
        for x, y in zip(ours.parameters(), theirs.parameters(), strict=True):
            np.testing.assert_array_equal(plain(x), plain(y))


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("options", [{}, {"norm_first": True}, {"activation": "gelu", "batch_first": False}])
def test_padding_comes_out_of_an_encoder_as_it_does_in_pytorch(options: dict, training: bool) -> None:
    """Evaluated without gradients it is zeros, if PyTorch would take it out; it is computed elsewhere."""
    options = {"batch_first": True, "dropout": 0.0, **options}
    results = []
    for library in LIBRARIES:
        model = made(library, lambda t: encoder(t, **options)).double().train(training)
        x, padding = given(library, (BATCH, PADDING), "float64")
        x = x if options["batch_first"] else x.transpose(0, 1)
        with library.no_grad():
            quiet = model(x.detach(), src_key_padding_mask=padding)
        results.append([plain(quiet), plain(model(x, src_key_padding_mask=padding))])
    for x, y in zip(*results, strict=True):
        assert_close(x, y, rtol=1e-9, atol=1e-9)


def test_padding_in_the_middle_is_not_cut() -> None:
    hole = np.array([[0, 1, 0, 0, 0]] * ROWS, bool)
    results = []
    for library in LIBRARIES:
        model = made(library, lambda t: encoder(t, batch_first=True)).double().eval()
        with library.no_grad():
            results.append(plain(model(library.tensor(BATCH), src_key_padding_mask=library.tensor(hole))))
    assert_close(*results, rtol=1e-9, atol=1e-9)


def test_the_mask_of_what_lies_ahead() -> None:
    for kind in ("float32", "float64"):
        ours, theirs = (
            t.nn.Transformer.generate_square_subsequent_mask(4, dtype=getattr(t, kind)) for t in LIBRARIES
        )
        np.testing.assert_array_equal(plain(ours), plain(theirs))
        assert plain(ours).dtype == plain(theirs).dtype
    assert repr(ours) == repr(theirs)


def test_attributes_that_scripts_use() -> None:
    for t in LIBRARIES:
        attention = t.nn.MultiheadAttention(WIDTH, 2, kdim=4)
        assert (attention.embed_dim, attention.num_heads, attention.head_dim) == (WIDTH, 2, 4)
        assert attention.in_proj_weight is None and attention.k_proj_weight.shape == (WIDTH, 4)
        assert attention.bias_k is None and not attention.batch_first and attention.vdim == WIDTH
        model = t.nn.Transformer(WIDTH, 2, 1, 1, 16)
        assert (model.d_model, model.nhead, len(model.encoder.layers)) == (WIDTH, 2, 1)
        assert isinstance(model.encoder.layers[0].self_attn, t.nn.MultiheadAttention)
        own = t.nn.Transformer(WIDTH, 2, custom_encoder=t.nn.Identity(), custom_decoder=t.nn.Identity())
        assert isinstance(own.encoder, t.nn.Identity) and not list(own.parameters())


def test_a_part_of_a_layer_can_be_replaced() -> None:
    """As people do who want the shares: the parts have PyTorch's names."""
    results = []
    for t in LIBRARIES:

        class Seeing(t.nn.TransformerDecoderLayer):
            def _sa_block(self, x: Any, attn_mask: Any, key_padding_mask: Any, is_causal: Any) -> Any:
                out, self.shares = self.self_attn(x, x, x, key_padding_mask, True, attn_mask)
                return self.dropout1(out)

            def _ff_block(self, x: Any) -> Any:
                return x * 2

        layer = made(t, lambda t, kind=Seeing: kind(WIDTH, 2, 16)).double()
        out = layer(t.tensor(Q), t.tensor(K), t.tensor(AHEAD))
        results.append((plain(out), plain(layer.shares)))
    for x, y in zip(*results, strict=True):
        assert_close(x, y, rtol=1e-9, atol=1e-9)


def attention(t: Any, **options: Any) -> Any:
    return t.nn.MultiheadAttention(4, 2, **options)


def thrice(x: Any) -> list[Any]:
    return [x, x, x]


REFUSED = {
    "no width": lambda t: t.nn.MultiheadAttention(0, 1),
    "no heads": lambda t: t.nn.MultiheadAttention(4, 0),
    "heads that do not divide": lambda t: t.nn.MultiheadAttention(4, 3),
    "axes": lambda t: attention(t)(*thrice(t.ones(1, 1, 1, 4))),
    "axes of a vector": lambda t: attention(t)(*thrice(t.ones(4))),
    "key's axes": lambda t: attention(t)(t.ones(3, 1, 4), t.ones(3, 4), t.ones(3, 1, 4)),
    "value's axes": lambda t: attention(t)(t.ones(3, 4), t.ones(3, 4), t.ones(3, 1, 4)),
    "width": lambda t: attention(t)(*thrice(t.ones(3, 1, 6))),
    "pairs": lambda t: attention(t)(t.ones(3, 1, 4), t.ones(3, 1, 4), t.ones(2, 1, 4)),
    "pairs of other widths": lambda t: attention(t, vdim=2)(*[t.ones(3, 1, 4)] * 2, t.ones(2, 1, 2)),
    "mask's size": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), attn_mask=t.zeros(2, 3)),
    "mask's heads": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), attn_mask=t.zeros(1, 3, 3)),
    "mask's heads without rows": lambda t: attention(t)(*thrice(t.ones(3, 4)), attn_mask=t.zeros(1, 3, 3)),
    "mask's axes": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), attn_mask=t.zeros(3)),
    "mask's type": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), attn_mask=t.zeros(3, 3).long()),
    "padding's type": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), key_padding_mask=t.zeros(1, 3).int()),
    "padding's size": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), key_padding_mask=t.zeros(1, 2)),
    "padding's rows": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), key_padding_mask=t.zeros(2, 3)),
    "padding's axes": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), key_padding_mask=t.zeros(3)),
    "a hint without a mask": lambda t: attention(t)(*thrice(t.ones(3, 1, 4)), is_causal=True),
    "activation": lambda t: t.nn.TransformerEncoderLayer(4, 2, activation="tanh"),
    "activation of a decoder": lambda t: t.nn.TransformerDecoderLayer(4, 2, activation="silu"),
    "batches": lambda t: t.nn.Transformer(4, 2, 1, 1, 4)(t.ones(3, 2, 4), t.ones(3, 1, 4)),
    "features": lambda t: t.nn.Transformer(4, 2, 1, 1, 4)(t.ones(3, 2, 6), t.ones(3, 2, 6)),
    "no weights": lambda t: t.nn.functional.multi_head_attention_forward(
        *thrice(t.ones(3, 1, 4)), 4, 2, None, None, None, None, False, 0.0, t.ones(4, 4), None
    ),
    "given keys and a bias": lambda t: t.nn.functional.multi_head_attention_forward(
        *thrice(t.ones(3, 1, 4)), 4, 2, t.ones(12, 4), None, t.ones(1, 1, 4), t.ones(1, 1, 4), False, 0.0,
        t.ones(4, 4), None, static_k=t.ones(2, 3, 2),
    ),
    "given keys of another size": lambda t: t.nn.functional.multi_head_attention_forward(
        *thrice(t.ones(3, 1, 4)), 4, 2, t.ones(12, 4), None, None, None, False, 0.0, t.ones(4, 4), None,
        static_k=t.ones(2, 3, 1),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    assert "Fix: " in both_refuse(REFUSED[name])


def test_kernels_are_named_and_change_nothing() -> None:
    theirs = torch.nn.attention.SDPBackend.__members__
    assert {name: kind.value for name, kind in SDPBackend.__members__.items()} == {
        name: kind.value for name, kind in theirs.items()
    }
    x = tidu.tensor(Q)
    whole = tidu.nn.functional.scaled_dot_product_attention(x, x, x)
    with sdpa_kernel([SDPBackend.FLASH_ATTENTION, SDPBackend.MATH], set_priority=True):
        assert tidu.equal(tidu.nn.functional.scaled_dot_product_attention(x, x, x), whole)
    assert "Fix: " in both_refuse(lambda t: t.nn.attention.sdpa_kernel("math").__enter__())


def test_masks_of_two_types_warn() -> None:
    for t in LIBRARIES:
        with pytest.warns(UserWarning, match="Support for mismatched key_padding_mask and attn_mask"):
            attention(t)(*thrice(t.ones(3, 1, 4)), t.zeros(1, 3).bool(), attn_mask=t.zeros(3, 3))


def test_given_keys_and_values_take_the_place_of_projected_ones() -> None:
    results = []
    for t in LIBRARIES:
        keys, values = (t.tensor(x.transpose(1, 0, 2)[:2, :, :4].copy()) for x in (K, V))
        weights = t.tensor(np.ones((24, 8))), None, None, None, False, 0.0, t.tensor(np.eye(8)), None
        x = t.tensor(Q[:, :1])
        out, shares = t.nn.functional.multi_head_attention_forward(
            x, x, x, 8, 2, *weights, static_k=keys, static_v=values
        )
        results.append((plain(out), plain(shares)))
    for x, y in zip(*results, strict=True):
        assert_close(x, y, rtol=1e-9, atol=1e-9)
    assert torch.equal(torch.tensor(results[0][1]).sum(-1).round(), torch.ones(1, 4, dtype=torch.float64))
