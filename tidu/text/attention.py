"""Sentences of attention and transformers. PyTorch's own phrases are kept in the English."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "attention.mask_type": (
        "only bool and floating types of {name} are supported, not {given}. Fix: mask.bool()",
        "{name} 只能是布尔型或实数型，而不是 {given}。改法：mask.bool()",
    ),
    "attention.mixed_masks": (
        "Support for mismatched key_padding_mask and attn_mask is deprecated: they are {a} and {b}. "
        "Use same type for both instead",
        "key_padding_mask 与 attn_mask 的类型不同（{a} 与 {b}），这种用法已弃用：请用同一种类型",
    ),
    "attention.axes": (
        "scaled_dot_product_attention: Expected query, key, and value to all be at least 2 dimensional, "
        "but they have the shapes {shapes}. Fix: x.unsqueeze(0)",
        "scaled_dot_product_attention：query、key、value 至少要有二维，而它们的形状是 {shapes}。"
        "改法：x.unsqueeze(0)",
    ),
    "attention.types": (
        "scaled_dot_product_attention: Expected query, key, and value to have the same dtype, but they "
        "are {types}. Fix: key.to(query.dtype)",
        "scaled_dot_product_attention：query、key、value 的类型必须相同，而它们是 {types}。"
        "改法：key.to(query.dtype)",
    ),
    "attention.two_masks": (
        "scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True: two "
        "masks were asked for at once. Fix: is_causal=False",
        "scaled_dot_product_attention：is_causal=True 时不能再给 attn_mask，否则就有两个掩码。"
        "改法：is_causal=False",
    ),
    "attention.mask_kind": (
        "scaled_dot_product_attention: Expected attn_mask dtype to be bool or float or to match query "
        "dtype, but got attn_mask.dtype: {given} and query.dtype: {wanted}. Fix: attn_mask.bool()",
        "scaled_dot_product_attention：attn_mask 应是布尔型，或与 query（{wanted}）类型相同，"
        "收到的是 {given}。改法：attn_mask.bool()",
    ),
    "attention.groups": (
        "scaled_dot_product_attention: Number of heads in key and value must divide the number of heads "
        "in query, but {few} do not divide {heads}. Fix: print(query.shape, key.shape)",
        "scaled_dot_product_attention：key 与 value 的头数必须能整除 query 的头数，而 {few} 不能整除 "
        "{heads}。改法：print(query.shape, key.shape)",
    ),
    "attention.query": (
        "query should be unbatched 2D or batched 3D tensor, but it has shape {shape}. Fix: x.unsqueeze(1)",
        "query 应是二维（无批次）或三维张量，而它的形状是 {shape}。改法：x.unsqueeze(1)",
    ),
    "attention.rank": (
        "for a query of shape {query}, {name} should be {wanted}-D, but it has shape {shape}. "
        "Fix: print({name}.shape)",
        "query 的形状是 {query} 时，{name} 应是 {wanted} 维，而它的形状是 {shape}。改法：print({name}.shape)",
    ),
    "attention.mask_heads": (
        "Expected `attn_mask` shape to be {wanted} (heads, queries, keys) but got {shape}. "
        "Fix: attn_mask[0] for one mask for all heads",
        "attn_mask 的形状应是 {wanted}（头, 查询, 键），收到的是 {shape}。"
        "改法：若所有头共用一个掩码，用 attn_mask[0]",
    ),
    "attention.width": (
        "was expecting embedding dimension of {wanted}, but got {given}: the query has shape {shape}. "
        "Fix: nn.MultiheadAttention({given}, ...)",
        "嵌入的宽度应是 {wanted}，收到的是 {given}：query 的形状是 {shape}。"
        "改法：nn.MultiheadAttention({given}, ...)",
    ),
    "attention.heads": (
        "embed_dim must be divisible by num_heads, but {width} is not divisible by {heads}. "
        "Fix: num_heads=1",
        "embed_dim 必须能被 num_heads 整除，而 {width} 不能被 {heads} 整除。改法：num_heads=1",
    ),
    "attention.sizes": (
        "embed_dim and num_heads must be greater than 0, got embed_dim={width} and num_heads={heads} "
        "instead. Fix: nn.MultiheadAttention(8, 2)",
        "embed_dim 与 num_heads 必须大于 0，收到的是 {width} 与 {heads}。改法：nn.MultiheadAttention(8, 2)",
    ),
    "attention.pairs": (
        "key shape {key} does not match value shape {value}: each key has one value. "
        "Fix: print(key.shape, value.shape)",
        "key 的形状 {key} 与 value 的形状 {value} 不符：每个键对应一个值。"
        "改法：print(key.shape, value.shape)",
    ),
    "attention.no_weights": (
        "the weights of the projections are missing: in_proj_weight, or all of q_proj_weight, "
        "k_proj_weight and v_proj_weight with use_separate_proj_weight=True. "
        "Fix: nn.MultiheadAttention(8, 2)",
        "缺少投影的权重：需要 in_proj_weight；或 use_separate_proj_weight=True 时的 q_proj_weight、"
        "k_proj_weight 与 v_proj_weight。改法：nn.MultiheadAttention(8, 2)",
    ),
    "attention.mask_shape": (
        "The shape of the attn_mask is {shape}, but should be {wanted}. "
        "Fix: nn.Transformer.generate_square_subsequent_mask(length)",
        "attn_mask 的形状是 {shape}，应是 {wanted}。"
        "改法：nn.Transformer.generate_square_subsequent_mask(length)",
    ),
    "attention.padding": (
        "Expected key_padding_mask to have the shape {wanted} (rows, keys), but it has shape {shape}. "
        "Fix: print(key.shape, key_padding_mask.shape)",
        "key_padding_mask 的形状应是 {wanted}（样本, 键），而它是 {shape}。"
        "改法：print(key.shape, key_padding_mask.shape)",
    ),
    "attention.causal_hint": (
        "Need attn_mask if specifying the is_causal hint. "
        "Fix: attn_mask=nn.Transformer.generate_square_subsequent_mask(length)",
        "给出 is_causal 提示时也需要 attn_mask。"
        "改法：attn_mask=nn.Transformer.generate_square_subsequent_mask(length)",
    ),
    "attention.static_bias": (
        "bias cannot be added to static key or value. Fix: bias_k=None, bias_v=None",
        "不能给 static_k 与 static_v 加偏置。改法：bias_k=None, bias_v=None",
    ),
    "attention.static": (
        "expecting static keys and values of rows · heads and head width {wanted}, but got the shape "
        "{shape}. Fix: static_k=None, static_v=None",
        "static_k 与 static_v 的样本数·头数与每头宽度应是 {wanted}，而形状是 {shape}。"
        "改法：static_k=None, static_v=None",
    ),
    "attention.kernel": (
        "Backend must be an instance of SDPBackend or a list of SDPBackend instances, not {given}. "
        "Fix: SDPBackend.MATH",
        "应传入 SDPBackend 或一列 SDPBackend，而不是 {given}。改法：SDPBackend.MATH",
    ),
    "attention.activation": (
        "activation should be relu/gelu, not {given}. Fix: activation='relu', or a function",
        "activation 应是 relu 或 gelu，而不是 {given}。改法：activation='relu'，或传入函数",
    ),
    "attention.batches": (
        "the batch number of src and tgt must be equal, but they have the shapes {src} and {tgt}. "
        "Fix: batch_first=True if the rows come first",
        "src 与 tgt 的批次大小必须相同，而它们的形状是 {src} 与 {tgt}。改法：若样本在前，用 batch_first=True",
    ),
    "attention.features": (
        "the feature number of src and tgt must be equal to d_model ({wanted}), but they have the shapes "
        "{src} and {tgt}. Fix: nn.Embedding(..., {wanted}) before it",
        "src 与 tgt 的特征数必须等于 d_model（{wanted}），而它们的形状是 {src} 与 {tgt}。"
        "改法：在前面用 nn.Embedding(..., {wanted})",
    ),
}
