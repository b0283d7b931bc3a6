"""Sentences of convolution: channels, groups, and sizes that do not fit."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "convolution.channels": (
        "Given groups={groups}, weight of size {weight}, expected input{shape} to have {wanted} channels, "
        "but got {given} channels instead: an image is [N, channels, ...]. Fix: {fix}",
        "groups={groups}、权重形状为 {weight} 时，形状为 {shape} 的输入应有 {wanted} 个通道，"
        "却有 {given} 个：图像的各维是 [N, 通道, ...]。改法：{fix}",
    ),
    "convolution.layer_channels": (
        "{layer} expects {wanted} channels, but got {given} (input{shape}): an image is [N, channels, ...]. "
        "Fix: {fix}",
        "{layer} 需要 {wanted} 个通道，却有 {given} 个（输入的形状是 {shape}）：图像的各维是 "
        "[N, 通道, ...]。改法：{fix}",
    ),
    "convolution.groups": (
        "Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, but got weight "
        "of size {weight}: groups must be at least 1. Fix: groups=1, or a number that divides {outputs}",
        "groups={groups} 时，权重的第 0 维应能被它整除，而权重的形状是 {weight}；groups 至少为 1。"
        "改法：groups=1，或取 {outputs} 的约数",
    ),
    "convolution.small": (
        "Calculated padded input size per channel: ({size}). Kernel size: ({kernel}). Kernel size can't be "
        "greater than actual input size: the input has shape {shape}. Fix: {fix}, or a smaller kernel_size",
        "填充后每个通道的大小是（{size}），卷积核是（{kernel}）。卷积核不能大于图像："
        "输入的形状是 {shape}。改法：{fix}，或减小 kernel_size",
    ),
    "convolution.transposed": (
        "Given transposed=1, weight of size {weight}, expected input{shape} to have {wanted} channels, but "
        "got {given} channels instead. Fix: {fix}",
        "转置卷积的权重形状为 {weight} 时，形状为 {shape} 的输入应有 {wanted} 个通道，却有 {given} 个。"
        "改法：{fix}",
    ),
    "convolution.sizes": (
        "{function}: expected {name} to be a single integer value or a list of {rank} values to match the "
        "dimensions, but got {name}={given}. Fix: {fix}",
        "{function}：{name} 应是一个整数，或 {rank} 个整数（每维一个），收到的是 {name}={given}。"
        "改法：{fix}",
    ),
    "convolution.size_type": (
        "{function}(): argument '{name}' must be tuple of ints, but got {given}. Fix: {name}=1",
        "{function}()：参数 {name} 应是整数或整数的元组，收到的是 {given}。改法：{name}=1",
    ),
    "convolution.negative": (
        "{function}: negative {name} is not supported, but got {given}. Fix: {name}=0",
        "{function}：{name} 不能为负，收到的是 {given}。改法：{name}=0",
    ),
    "convolution.zero": (
        "{function}: {name} should be greater than zero, but got {given}. Fix: {name}=1",
        "{function}：{name} 必须大于 0，收到的是 {given}。改法：{name}=1",
    ),
    "convolution.weight": (
        "{function}: the weight must have {rank} dimensions [out channels, in channels, kernel...], but its "
        "shape is {shape}. Fix: weight.reshape(...)",
        "{function}：权重应有 {rank} 维 [输出通道, 输入通道, 卷积核...]，而它的形状是 {shape}。"
        "改法：weight.reshape(...)",
    ),
    "convolution.rank": (
        "Expected {single}D (unbatched) or {batch}D (batched) input to {function}, but got input of size: "
        "{shape}. Fix: {fix}",
        "{function} 的输入应是 {single} 维（一张）或 {batch} 维（一批），收到的形状是 {shape}。改法：{fix}",
    ),
    "convolution.type": (
        "{function}: expected scalar type {wanted} but found {given}: input, weight and bias must have one "
        "type. Fix: x.to(torch.{kind})",
        "{function}：输入、权重与偏置的类型必须相同，需要 {wanted}，输入却是 {given}。"
        "改法：x.to(torch.{kind})",
    ),
    "convolution.bias": (
        "Given weight of size {weight}, expected bias to be 1-dimensional with {outputs} elements, but got "
        "bias of size {shape} instead. Fix: bias=torch.zeros({outputs})",
        "权重的形状为 {weight} 时，偏置应是有 {outputs} 个元素的一维张量，收到的形状是 {shape}。"
        "改法：bias=torch.zeros({outputs})",
    ),
    "convolution.padding_name": (
        "{function}: Invalid padding string: {given!r}. Fix: padding='same', 'valid' or a number",
        "{function}：没有 {given!r} 这种填充。改法：padding='same'、'valid' 或一个整数",
    ),
    "convolution.same_strided": (
        "{function}: padding='same' is not supported for strided convolutions (stride={given}): the result "
        "is smaller than the input. Fix: padding=1",
        "{function}：步长不为 1（stride={given}）时不能用 padding='same'，因为结果小于输入。"
        "改法：padding=1",
    ),
    "convolution.output_padding": (
        "{function}: output padding must be smaller than either stride or dilation, but got "
        "output_padding={output_padding}, stride={stride}, dilation={dilation}. Fix: output_padding=0",
        "{function}：output_padding 必须小于 stride 或 dilation，收到的是 "
        "output_padding={output_padding}，stride={stride}，dilation={dilation}。改法：output_padding=0",
    ),
    "convolution.shrunk": (
        "{function}: an input of shape {shape} gives an output of size {size}. Output size is too small. "
        "Fix: padding=0",
        "{function}：形状为 {shape} 的输入得到大小为 {size} 的输出，太小了。改法：padding=0",
    ),
    "convolution.layer_groups": (
        "{name} must be divisible by groups, but {name}={given} and groups={groups}. Fix: groups=1",
        "{name} 必须能被 groups 整除，而 {name}={given}，groups={groups}。改法：groups=1",
    ),
    "convolution.layer_positive": (
        "groups must be a positive integer, but got {given}. Fix: groups=1",
        "groups 必须是正整数，收到的是 {given}。改法：groups=1",
    ),
    "convolution.padding_mode": (
        "padding_mode must be one of {known}, but got padding_mode={given!r}. Fix: padding_mode='zeros'",
        "padding_mode 只能是 {known} 之一，收到的是 {given!r}。改法：padding_mode='zeros'",
    ),
    "convolution.zeros_only": (
        'Only "zeros" padding mode is supported for {layer}, but got {given!r}. Fix: padding_mode="zeros"',
        "{layer} 只支持用零填充，收到的是 {given!r}。改法：padding_mode='zeros'",
    ),
    "convolution.output_size": (
        "{layer}: requested an output size of {given}, but valid sizes range from {low} to {high} (for an "
        "input of {shape}). Fix: output_size={low}",
        "{layer}：要求的输出大小是 {given}，而可取的大小是 {low} 到 {high}（输入的大小是 {shape}）。"
        "改法：output_size={low}",
    ),
}
