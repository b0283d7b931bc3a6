"""Sentences of convolution: channels, groups, and sizes that do not fit."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "convolution.channels": (
        "Given groups={groups}, weight of size {weight}, expected input{shape} to have {wanted} channels, "
        "but got {given} channels instead: an image is [N, channels, ...]. Fix: {fix}",
        "groups={groups}、权重形状为 {weight} 时，形状为 {shape} 的输入应有 {wanted} 个通道，却有 {given} 个："
        "图像的各维是 [N, 通道, ...]。改法：{fix}",
    ),
    "convolution.groups": (
        "Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, but got weight of "
        "size {weight}. Fix: groups=1, or a number that divides {outputs}",
        "groups={groups} 时，权重的第 0 维应能被 {groups} 整除，而权重的形状是 {weight}。改法：groups=1，"
        "或取 {outputs} 的约数",
    ),
    "convolution.small": (
        "Calculated padded input size per channel: ({size}). Kernel size: ({kernel}). Kernel size can't be "
        "greater than actual input size: the input has shape {shape}. Fix: {fix}, or a smaller kernel_size",
        "填充后每个通道的大小是（{size}），卷积核是（{kernel}）。卷积核不能大于图像：输入的形状是 {shape}。"
        "改法：{fix}，或减小 kernel_size",
    ),
    "convolution.transposed": (
        "Given transposed=1, weight of size {weight}, expected input{shape} to have {wanted} channels, but got "
        "{given} channels instead. Fix: {fix}",
        "转置卷积的权重形状为 {weight} 时，形状为 {shape} 的输入应有 {wanted} 个通道，却有 {given} 个。"
        "改法：{fix}",
    ),
}
