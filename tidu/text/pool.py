"""Sentences of pooling and of windows laid out: sizes that do not fit."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "pool.rank": (
        "{function}: Expected {single}D or {batch}D (batch mode) tensor with optional 0 dim batch size for "
        "input, but got:{shape}. Fix: x.reshape(batch, channels, ...)",
        "{function} 的输入应是 {single} 维（一张）或 {batch} 维（一批）的张量，只有批的大小可以为 0，"
        "收到的形状是 {shape}。改法：x.reshape(批, 通道, ...)",
    ),
    "pool.padding": (
        "{function}: pad should be at most half of effective kernel size, but got pad={padding}, "
        "kernel_size={kernel} and dilation={dilation}. Fix: padding=0, or a larger kernel_size",
        "{function}：填充最多是窗口的一半，收到的是 padding={padding}，kernel_size={kernel}，"
        "dilation={dilation}。改法：padding=0，或增大 kernel_size",
    ),
    "pool.small": (
        "{function}: an input of shape {shape} has no room for one window of {kernel}. Output size is too "
        "small. Fix: a smaller kernel_size, or fewer pooling layers before it",
        "{function}：形状为 {shape} 的输入放不下一个 {kernel} 的窗口，输出太小了。"
        "改法：减小 kernel_size，或减少前面的池化层",
    ),
    "pool.divisor": (
        "{function}: divisor must be not zero. Fix: leave divisor_override out",
        "{function}：divisor_override 不能为 0。改法：去掉 divisor_override",
    ),
    "pool.output_sizes": (
        "{function}: output_size must have one size for each of the {rank} dimensions, none below 0, but got "
        "{given}. Fix: output_size={fix}",
        "{function}：output_size 应给出 {rank} 维中每一维的大小，且不为负，收到的是 {given}。"
        "改法：output_size={fix}",
    ),
    "pool.fractional": (
        "{function} requires specifying either an output_size or an output_ratio, and only one of them. Fix: "
        "output_ratio=0.5",
        "{function} 需要 output_size 与 output_ratio 中的一个，且只能有一个。改法：output_ratio=0.5",
    ),
    "pool.fractional_size": (
        "{function}: pool of {kernel} with {given} windows is too large relative to the input of shape "
        "{shape}. Fix: output_ratio=0.5, or a smaller kernel_size",
        "{function}：{given} 个 {kernel} 的窗口放不进形状为 {shape} 的输入。"
        "改法：output_ratio=0.5，或减小 kernel_size",
    ),
    "pool.fractional_ratio": (
        "output_ratio must be between 0 and 1 (got {given}). Fix: output_ratio=0.5",
        "output_ratio 必须在 0 与 1 之间，收到的是 {given}。改法：output_ratio=0.5",
    ),
    "pool.unpool_shape": (
        "{function}: Expected shape of indices to be same as that of the input tensor ({shape}), but got "
        "indices tensor with shape {given}. Fix: take the indices that return_indices=True gave",
        "{function}：indices 的形状应与输入（{shape}）相同，收到的是 {given}。"
        "改法：使用 return_indices=True 给出的位置",
    ),
    "pool.unpool_type": (
        "{function}: elements in indices should be type int64 but got: {given}. Fix: indices.long()",
        "{function}：indices 应为 int64，收到的是 {given}。改法：indices.long()",
    ),
    "pool.unpool_size": (
        "{function}: output_size {given} does not fit: each size must lie between {low} and {high}. Fix: "
        "output_size={low}",
        "{function}：output_size {given} 不合适：各维应在 {low} 与 {high} 之间。改法：output_size={low}",
    ),
    "pool.unpool_index": (
        "{function}: Found an invalid max index: {given} (output volumes are of size {size}). Fix: "
        "output_size=(...) of the tensor that was pooled",
        "{function}：位置 {given} 不在大小为 {size} 的输出之内。改法：output_size 取池化前张量的大小",
    ),
    "pool.unfold_rank": (
        "{function}: Expected {single}D or {batch}D (batch mode) tensor, but got an input of shape {shape}. "
        "Fix: x.unsqueeze(0)",
        "{function} 的输入应是 {single} 维或 {batch} 维（一批）的张量，收到的形状是 {shape}。"
        "改法：x.unsqueeze(0)",
    ),
    "pool.unfold_small": (
        "Given input with spatial size {space}, kernel_size={kernel}, dilation={dilation}, "
        "padding={padding}, calculated shape of the array of sliding blocks as {blocks}, but its components "
        "must be at least one. Fix: a smaller kernel_size",
        "输入的大小是 {space}，kernel_size={kernel}，dilation={dilation}，padding={padding}，"
        "得到的窗口数是 {blocks}，而每一维至少要有一个。改法：减小 kernel_size",
    ),
    "pool.fold_rows": (
        "fold: Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got "
        "{rows} rows and kernel_size={kernel}. Fix: an input of [N, channels * {places}, blocks]",
        "fold：输入的第 1 维应能被 kernel_size 的乘积整除，收到的是 {rows} 行，kernel_size={kernel}。"
        "改法：输入的形状应为 [N, 通道 * {places}, 窗口数]",
    ),
    "pool.fold_blocks": (
        "fold: Given output_size={size}, kernel_size={kernel}, dilation={dilation}, padding={padding}, "
        "stride={stride}, expected size of input's dimension 2 to match the calculated number of sliding "
        "blocks {blocks}, but got {given}. Fix: the settings that unfold was given",
        "fold：output_size={size}，kernel_size={kernel}，dilation={dilation}，padding={padding}，"
        "stride={stride} 时应有 {blocks} 个窗口，而输入有 {given} 个。改法：与 unfold 取相同的设置",
    ),
}
