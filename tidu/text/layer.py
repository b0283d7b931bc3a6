"""Sentences of layers: normalisation over groups, channels set aside, resizing, bags, lazy layers."""

from __future__ import annotations

from tidu.text.layer_images import IMAGES
from tidu.text.layer_losses import LOSSES

SENTENCES: dict[str, tuple[str, str]] = {
    **LOSSES,
    **IMAGES,
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
    "layer.bag_padding": (
        "padding_idx must be within the number of embeddings, -{rows} through {rows} - 1, but got "
        "{given}. Fix: padding_idx=0",
        "padding_idx 必须是表中的一行（-{rows} 到 {rows} - 1），收到 {given}。改法：padding_idx=0",
    ),
    "layer.bag_mode": (
        "mode has to be one of sum, mean or max, not {given!r}. Fix: mode='mean'",
        "mode 只能是 sum、mean 或 max，收到 {given!r}。改法：mode='mean'",
    ),
    "layer.bag_weights_shape": (
        "embedding_bag: If per_sample_weights ({given}) is not None, then it must have the same shape as "
        "the input ({shape}). Fix: print(per_sample_weights.shape)",
        "embedding_bag：per_sample_weights 的形状（{given}）必须与输入（{shape}）相同。改法："
        "print(per_sample_weights.shape)",
    ),
    "layer.bag_axes": (
        "embedding_bag: input has to be 1D or 2D Tensor, but its shape is {shape}. Fix: "
        "input.reshape(-1), with offsets",
        "embedding_bag：输入必须是一维或二维，收到的形状是 {shape}。改法：input.reshape(-1) 并给出 offsets",
    ),
    "layer.bag_offsets_none": (
        "if input is 2D, then offsets has to be None: each row of an input of shape {shape} is a bag. "
        "Fix: leave offsets out",
        "输入是二维时 offsets 必须是 None：形状为 {shape} 的输入每一行就是一袋。改法：去掉 offsets",
    ),
    "layer.bag_offsets": (
        "offsets has to be a 1D Tensor: it says where in a 1D input each bag starts. Fix: "
        "offsets=torch.tensor([0])",
        "offsets 必须是一维张量：它说明一维输入中每一袋从哪里开始。改法：offsets=torch.tensor([0])",
    ),
    "layer.bag_max_frequency": (
        "max mode does not support scaling the gradient by the frequency. Fix: scale_grad_by_freq=False",
        "max 方式不支持按频率缩放梯度。改法：scale_grad_by_freq=False",
    ),
    "layer.bag_weights_mode": (
        "embedding_bag: per_sample_weights is only supported for mode='sum' (got mode={mode!r}). Fix: "
        "mode='sum'",
        "embedding_bag：只有 mode='sum' 才能用 per_sample_weights（收到 mode={mode!r}）。改法：mode='sum'",
    ),
    "layer.bag_first": (
        "offsets[0] has to be 0, i.e., the first bag has to start from position 0. However, got {given}. "
        "Fix: offsets - offsets[0]",
        "offsets[0] 必须是 0，即第一袋从位置 0 开始，收到 {given}。改法：offsets - offsets[0]",
    ),
    "layer.bag_last": (
        "offsets[-1] can not be greater than input's length {places} but got offsets[-1] of {given}. Fix: "
        "print(offsets, len(input))",
        "offsets[-1] 不能大于输入的长度 {places}，收到 {given}。改法：print(offsets, len(input))",
    ),
    "layer.uninitialized": (
        "Attempted to use an uninitialized parameter: a {kind} of a lazy layer has no numbers before its "
        "first input. Fix: model(x) once, with a batch x, before this line",
        "用了还没有初始化的参数：惰性层的 {kind} 在第一次得到输入之前没有数值。改法：在这一行之前先用一批"
        "数据调用一次 model(x)",
    ),
    "layer.uninitialized_shape": (
        "Can't access the shape of an uninitialized parameter or buffer: a {kind} of a lazy layer gets "
        "its shape from its first input. Fix: model(x) once, with a batch x, before this line",
        "还没有初始化的参数没有形状：惰性层的 {kind} 由第一次输入得到形状。改法：在这一行之前先用一批数据"
        "调用一次 model(x)",
    ),
    "layer.lazy_initialize": (
        "initialize_parameters is not implemented for {layer}: a lazy layer must say how its first input "
        "gives shapes. Fix: def initialize_parameters(self, input): ...",
        "{layer} 没有 initialize_parameters：惰性层要说明怎样由第一次输入得到形状。改法：def "
        "initialize_parameters(self, input): ...",
    ),
    "layer.lazy_unfinished": (
        "module {layer} has not been fully initialized: a parameter still has no shape after "
        "initialize_parameters. Fix: call materialize(shape) on each",
        "{layer} 没有完全初始化：initialize_parameters 之后仍有参数没有形状。改法：对每一个调用 "
        "materialize(shape)",
    ),
    "layer.lazy_axes": (
        "{layer}: Expected {rank}D (unbatched) or {more}D (batched) input, but got input of size: "
        "{shape}. Fix: x.unsqueeze(0)",
        "{layer}：输入应是 {rank} 维（单个样本）或 {more} 维（一批），收到的形状是 {shape}。改法："
        "x.unsqueeze(0)",
    ),
    "layer.extra_state": (
        "{module} has no {name}: a module that saves more than tensors defines get_extra_state(self) and "
        "set_extra_state(self, state) together. Fix: def {name}(self, ...): ...",
        "{module} 没有 {name}：除张量外还要保存其他内容的模块，应同时定义 get_extra_state(self) 与 "
        "set_extra_state(self, state)。改法：def {name}(self, ...): ...",
    ),
    "layer.state_dict_old": (
        "Positional args are being deprecated, use kwargs instead: state_dict(destination=..., "
        "prefix=..., keep_vars=...)",
        "state_dict 的位置参数已弃用，请用 state_dict(destination=..., prefix=..., keep_vars=...)",
    ),
    "layer.submodule_empty": (
        "Cannot set the submodule without a target name! Fix: net.set_submodule('0', module)",
        "set_submodule 需要一个目标名字。改法：net.set_submodule('0', module)",
    ),
    "layer.submodule_kind": (
        "`module` is not an nn.Module, found {given}. Fix: net.set_submodule('0', nn.ReLU())",
        "module 不是 nn.Module，而是 {given}。改法：net.set_submodule('0', nn.ReLU())",
    ),
    "layer.dirac_axes": (
        "Only tensors with 3, 4, or 5 dimensions are supported: dirac_ makes a convolution's weight the "
        "identity, and the shape is {shape}. Fix: nn.init.eye_ for a matrix",
        "dirac_ 只支持三、四、五维张量（卷积的权重），收到的形状是 {shape}。改法：矩阵用 nn.init.eye_",
    ),
    "layer.dirac_groups": (
        "dim 0 must be divisible by groups: it has {size} outputs, and groups is {groups}. Fix: groups=1",
        "第 0 维必须能被 groups 整除：有 {size} 个输出，而 groups 是 {groups}。改法：groups=1",
    ),
}
