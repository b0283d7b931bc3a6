"""Sentences of layers: normalisation over groups, channels set aside, resizing, bags, lazy layers."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "layer.group_rank": (
        "group_norm: Expected at least 2 dimensions for input tensor, [N, channels, ...], but it has "
        "shape {shape}. Fix: x.unsqueeze(0)",
        "group_norm：输入至少要有两维 [N, 通道, ...]，收到的形状是 {shape}。改法：x.unsqueeze(0)",
    ),
    "layer.group_channels": (
        "Expected number of channels in input to be divisible by num_groups, but got input of shape "
        "{shape} and num_groups={groups}. Fix: num_groups=1",
        "通道数必须能被 num_groups 整除，收到的输入形状是 {shape}，num_groups={groups}。改法：num_groups=1",
    ),
    "layer.group_single": (
        "Expected more than 1 value per channel when training, got input size {shape}: the mean of one "
        "number is that number. Fix: fewer groups, or a larger batch",
        "训练时每个通道需要多于一个值，收到的输入形状是 {shape}：一个数的均值就是它自己。改法：减少分组，"
        "或加大批量",
    ),
    "layer.group_vector": (
        "Expected {name} to be a vector of size equal to the number of channels in input, but got {name} "
        "of shape {given} and input of shape {shape}. Fix: {name}=None",
        "{name} 应是长度等于通道数的向量，收到的 {name} 形状是 {given}，输入形状是 {shape}。改法："
        "{name}=None",
    ),
    "layer.group_layer": (
        "num_channels ({channels}) must be divisible by num_groups ({groups}). Fix: nn.GroupNorm(1, "
        "{channels})",
        "num_channels（{channels}）必须能被 num_groups（{groups}）整除。改法：nn.GroupNorm(1, {channels})",
    ),
    "layer.instance_single": (
        "Expected more than 1 spatial element when training, got input size {shape}: the mean of one "
        "number is that number. Fix: nn.LayerNorm, or model.eval() with running statistics",
        "训练时每个样本的每个通道需要多于一个值，收到的输入形状是 {shape}：一个数的均值就是它自己。改法："
        "nn.LayerNorm，或在有移动统计时用 model.eval()",
    ),
    "layer.instance_running": (
        "Expected running_mean and running_var to be defined when use_input_stats is false: nothing says "
        "what the mean is. Fix: use_input_stats=True",
        "use_input_stats 为假时必须给出 running_mean 与 running_var，否则不知道均值。改法："
        "use_input_stats=True",
    ),
    "layer.instance_width": (
        "{layer}: expected input's size at dim={axis} to match num_features ({wanted}), but got: {size} "
        "(shape {shape}). Fix: nn.{name}({size})",
        "{layer}：输入第 {axis} 维的大小应等于 num_features（{wanted}），收到的是 {size}（形状 {shape}）。"
        "改法：nn.{name}({size})",
    ),
    "layer.instance_width_unused": (
        "input's size at dim={axis} does not match num_features ({wanted} expected, {size} given). It is "
        "not used, because affine=False",
        "输入第 {axis} 维的大小与 num_features 不符（应为 {wanted}，收到 {size}）。因为 affine=False，它没"
        "有被用到",
    ),
    "layer.rms_shape": (
        "rms_norm: Given normalized_shape={wanted}, expected input with shape [*, {wanted}], but got "
        "input of size {shape}. Fix: normalized_shape=x.shape[-1:]",
        "rms_norm：normalized_shape={wanted}，输入的末尾几维应与它相同，收到的形状是 {shape}。改法："
        "normalized_shape=x.shape[-1:]",
    ),
    "layer.rms_weight": (
        "rms_norm: Expected weight to be of same shape as normalized_shape, but got weight of shape "
        "{given} and normalized_shape = {wanted}. Fix: weight=None",
        "rms_norm：weight 的形状应与 normalized_shape 相同，收到的是 {given} 与 {wanted}。改法："
        "weight=None",
    ),
    "layer.local_rank": (
        "local_response_norm: Expected 3D or higher dimensionality input, [N, channels, length, ...], but "
        "it has shape {shape}. Fix: x.unsqueeze(0)",
        "local_response_norm：输入至少要有三维 [N, 通道, 长度, ...]，收到的形状是 {shape}。改法："
        "x.unsqueeze(0)",
    ),
    "layer.dropout_features": (
        "Feature dropout requires at least 2 dimensions in the input, [N, channels, ...], but it has "
        "shape {shape}. Fix: F.dropout(x)",
        "按通道的 dropout 要求输入至少有两维 [N, 通道, ...]，收到的形状是 {shape}。改法：F.dropout(x)",
    ),
    "layer.dropout1d": (
        "dropout1d: Expected 2D or 3D input, [channels, length] or [N, channels, length], but received "
        "shape {shape}. Fix: F.dropout(x)",
        "dropout1d：输入应是二维或三维（[通道, 长度] 或 [N, 通道, 长度]），收到的形状是 {shape}。改法："
        "F.dropout(x)",
    ),
    "layer.dropout_axes": (
        "{name}: Received a {rank}-D input to {name}, which is deprecated: it drops channels of {wanted}. "
        "Use F.dropout for single elements",
        "{name}：收到 {rank} 维输入，这种用法已弃用：它丢弃 {wanted} 的通道。要丢弃单个元素请用 F.dropout",
    ),
    "layer.dropout2d_three": (
        "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior "
        "is desired - input is interpreted as shape (N, C, L). Use F.dropout1d to say so",
        "dropout2d：收到三维输入，按 (N, C, L) 解释，即按通道的一维 dropout。明确这样写请用 F.dropout1d",
    ),
    "layer.rrelu": (
        "rrelu: Lower bound should be less than or equal to the upper bound, but they are {lower} and "
        "{upper}. Fix: put the smaller first",
        "rrelu：下界必须小于或等于上界，收到的是 {lower} 与 {upper}。改法：把较小的写在前面",
    ),
    "layer.gumbel_eps": (
        "`eps` parameter is deprecated and has no effect.",
        "参数 eps 已弃用，不起作用。",
    ),
    "layer.softmax2d": (
        "{layer}: expected input to be 3D or 4D, [N, channels, height, width], got {rank}D instead. Fix: "
        "nn.Softmax(dim=1)",
        "{layer}：输入应是三维或四维 [N, 通道, 高, 宽]，收到的是 {rank} 维。改法：nn.Softmax(dim=1)",
    ),
}
