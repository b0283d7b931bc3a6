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
    "layer.class_weight_type": (
        "The class weights are {given} and the scores {wanted}: expected scalar type {wanted} but found "
        "{given}. Fix: weight=weight.to(torch.{kind})",
        "类别权重的类型是 {given}，分数的类型是 {wanted}，两者必须相同。改法："
        "weight=weight.to(torch.{kind})",
    ),
    "layer.ctc_blank": (
        "blank must be in label range: it is {blank} and there are {classes} classes. Fix: blank=0",
        "blank 必须是一个类别：收到 {blank}，而类别数是 {classes}。改法：blank=0",
    ),
    "layer.ctc_steps": (
        "ctc_loss: Expected input_lengths to have value at most {steps}, the steps of log_probs, but got "
        "value {given}. Fix: print(log_probs.shape), whose axes are [steps, N, classes]",
        "ctc_loss：input_lengths 最多是 log_probs 的步数 {steps}，收到 {given}。改法："
        "print(log_probs.shape)，它的各维是 [步, N, 类别]",
    ),
    "layer.ctc_whole": (
        "ctc_loss: {name} must be integral: lengths are whole numbers. Fix: {name}.long()",
        "ctc_loss：{name} 必须是整数，长度不能是小数。改法：{name}.long()",
    ),
    "layer.ctc_count": (
        "ctc_loss: {name} must be of size batch_size: {given} given for {samples} samples. Fix: one "
        "length a sample",
        "ctc_loss：{name} 的个数必须等于批量：{samples} 个样本给了 {given} 个。改法：每个样本给一个长度",
    ),
    "layer.ctc_negative": (
        "ctc_loss: Expected {name} to have value at least 0, but got value {given}. Fix: "
        "{name}.clamp(min=0)",
        "ctc_loss：{name} 至少是 0，收到 {given}。改法：{name}.clamp(min=0)",
    ),
    "layer.ctc_targets": (
        "ctc_loss: Expected targets to have size {wanted}, as target_lengths say, but got size {given}. "
        "Fix: print(targets.shape, target_lengths)",
        "ctc_loss：按 target_lengths，targets 的大小应是 {wanted}，收到 {given}。改法："
        "print(targets.shape, target_lengths)",
    ),
    "layer.ctc_label": (
        "ctc_loss: the label {given} is no class: there are {classes}, from 0 on. Fix: "
        "print(targets.min(), targets.max())",
        "ctc_loss：标签 {given} 不是类别：共有 {classes} 类，从 0 开始。改法：print(targets.min(), "
        "targets.max())",
    ),
    "layer.labels_shape": (
        "multilabel_margin_loss: inconsistent target size: {given} for input of size: {shape}. Each row "
        "of targets lists classes and is filled with -1. Fix: print(input.shape, target.shape)",
        "multilabel_margin_loss：target 的形状 {given} 与输入的形状 {shape} 不同。target 的每一行列出类别"
        "，余下填 -1。改法：print(input.shape, target.shape)",
    ),
    "layer.labels_type": (
        "{operation}: expected scalar type Long but found {given}: targets name classes. Fix: "
        "target.long()",
        "{operation}：target 应是 int64，收到 {given}：它列出类别的编号。改法：target.long()",
    ),
    "layer.labels_range": (
        "multilabel_margin_loss: argument #2 'target' is out of range: {given} is no class of {classes}, "
        "nor -1, which ends a row. Fix: print(target.min(), target.max())",
        "multilabel_margin_loss：target 超出范围：{given} 既不是 {classes} 个类别之一，也不是结束一行的 -1"
        "。改法：print(target.min(), target.max())",
    ),
    "layer.adaptive_cutoffs": (
        "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where "
        "each value is between 1 and n_classes-1; they are {given} and n_classes is {classes}. Fix: "
        "cutoffs=[{classes} // 2]",
        "cutoffs 应是递增且不重复的正整数，每个都在 1 与 n_classes-1 之间；收到 {given}，n_classes 是 "
        "{classes}。改法：cutoffs=[{classes} // 2]",
    ),
    "layer.adaptive_batch": (
        "{layer}: Input and target should have the same size in the batch dimension, but they have shapes "
        "{shape} and {given}. Fix: print(input.shape, target.shape)",
        "{layer}：输入与 target 的批量必须相同，收到的形状是 {shape} 与 {given}。改法：print(input.shape, "
        "target.shape)",
    ),
    "layer.adaptive_axes": (
        "{layer}: 1D target expects 2D input, and 0D target 1D input, but they have shapes {given} and "
        "{shape}. Fix: target.reshape(-1)",
        "{layer}：一维 target 对应二维输入，零维 target 对应一维输入，收到的形状是 {given} 与 {shape}。改"
        "法：target.reshape(-1)",
    ),
    "layer.adaptive_target": (
        "{layer}: Target values should be in [0, {last}], but values in range [{low}, {high}] were found. "
        "Fix: n_classes={fix}",
        "{layer}：target 的值应在 [0, {last}] 之内，收到的范围是 [{low}, {high}]。改法：n_classes={fix}",
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
    "layer.shuffle_channels": (
        "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of "
        "upscale_factor, but {channels} is not divisible by {square}. Fix: a layer before it with "
        "{square} channels an image",
        "pixel_shuffle：通道数必须能被 upscale_factor 的平方整除，{channels} 不能被 {square} 整除。改法："
        "让前一层给出 {square} 的倍数个通道",
    ),
    "layer.unshuffle_size": (
        "pixel_unshuffle expects {name} to be divisible by downscale_factor, but {size} is not divisible "
        "by {factor}. Fix: F.pad(x, (0, 1))",
        "pixel_unshuffle：{name} 必须能被 downscale_factor 整除，{size} 不能被 {factor} 整除。改法："
        "F.pad(x, (0, 1))",
    ),
    "layer.shuffle_rank": (
        "{operation} expects input to have at least 3 dimensions, [..., channels, height, width], but its "
        "shape is {shape}. Fix: x.unsqueeze(0)",
        "{operation}：输入至少要有三维 [..., 通道, 高, 宽]，收到的形状是 {shape}。改法：x.unsqueeze(0)",
    ),
    "layer.shuffle_factor": (
        "{operation} expects a positive {name}, but got {given}. Fix: {name}=2",
        "{operation}：{name} 必须是正数，收到 {given}。改法：{name}=2",
    ),
    "layer.channel_shuffle_rank": (
        "channel_shuffle expects input with > 2 dims, [N, channels, ...], but got input with sizes "
        "{shape}. Fix: x.unsqueeze(0)",
        "channel_shuffle：输入要多于两维 [N, 通道, ...]，收到的形状是 {shape}。改法：x.unsqueeze(0)",
    ),
    "layer.channel_shuffle_groups": (
        "Number of groups to divide channels in must be positive. Value of groups:{given}. Fix: groups=1",
        "分组数必须是正数，收到 groups={given}。改法：groups=1",
    ),
    "layer.channel_shuffle": (
        "Number of channels must be divisible by groups. Got {channels} channels and {groups} groups. "
        "Fix: groups=1",
        "通道数必须能被分组数整除，收到 {channels} 个通道、{groups} 组。改法：groups=1",
    ),
    "layer.pdist_rank": (
        "pdist only supports 2D tensors, [rows, width], got shape {shape}. Fix: x.reshape(len(x), -1)",
        "pdist 只支持二维张量 [行, 宽]，收到的形状是 {shape}。改法：x.reshape(len(x), -1)",
    ),
    "layer.pdist_type": (
        "pdist only supports floating-point dtypes, not {given}. Fix: x.float()",
        "pdist 只支持浮点类型，不支持 {given}。改法：x.float()",
    ),
    "layer.pdist_power": (
        "pdist only supports non-negative p values, not {given}. Fix: p=2",
        "pdist 的 p 不能是负数，收到 {given}。改法：p=2",
    ),
    "layer.resize_both": (
        "only one of size or scale_factor should be defined: they may not agree. Fix: leave one out",
        "size 与 scale_factor 只能给一个，否则可能互相矛盾。改法：去掉其中一个",
    ),
    "layer.resize_neither": (
        "either size or scale_factor should be defined. Fix: scale_factor=2",
        "size 与 scale_factor 必须给一个。改法：scale_factor=2",
    ),
    "layer.resize_count": (
        "Input and {name} must have the same number of spatial dimensions: {given} was given for an input "
        "of [N, channels, ...] with spatial dimensions {shape}. Fix: one number, or {axes}",
        "{name} 的个数必须等于输入的空间维数：输入 [N, 通道, ...] 的空间维是 {shape}，却给了 {given}。改法"
        "：给一个数，或 {axes} 个数",
    ),
    "layer.resize_type": (
        "expected size to be whole numbers, but got {given}. Fix: scale_factor={first}",
        "size 必须是整数，收到 {given}。改法：scale_factor={first}",
    ),
    "layer.resize_recompute": (
        "recompute_scale_factor is not meaningful with an explicit size. Fix: recompute_scale_factor=None",
        "给出 size 时 recompute_scale_factor 没有意义。改法：recompute_scale_factor=None",
    ),
    "layer.resize_corners": (
        "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | "
        "trilinear, not {mode}. Fix: align_corners=None",
        "align_corners 只能用于 linear、bilinear、bicubic、trilinear，不能用于 {mode}。改法："
        "align_corners=None",
    ),
    "layer.resize_antialias": (
        "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D "
        "tensor as input; mode is {mode!r} and the input has {rank} axes. Fix: antialias=False",
        "antialias 只用于 bilinear、bicubic、lanczos 与四维输入；现在 mode 是 {mode!r}，输入有 {rank} 维。"
        "改法：antialias=False",
    ),
    "layer.resize_mode": (
        "Got {rank}D input, but interpolate with mode={mode!r} is not for that: linear needs [N, C, "
        "length], bilinear and bicubic [N, C, height, width], trilinear [N, C, depth, height, width], "
        "nearest, nearest-exact and area any of them. Fix: mode='nearest', or x.unsqueeze(0)",
        "输入是 {rank} 维，而 mode={mode!r} 不适用：linear 要 [N, C, 长度]，bilinear 与 bicubic 要 [N, C, "
        "高, 宽]，trilinear 要 [N, C, 深, 高, 宽]，nearest、nearest-exact 与 area 都可以。改法："
        "mode='nearest'，或 x.unsqueeze(0)",
    ),
    "layer.resize_empty": (
        "Input and output sizes should be greater than 0, but got input {shape} and output {sizes}. Fix: "
        "a larger size or scale_factor",
        "输入与输出的大小都应大于 0，收到输入 {shape}、输出 {sizes}。改法：用更大的 size 或 scale_factor",
    ),
    "layer.upsample_old": (
        "`nn.functional.{old}` is deprecated. Use `nn.functional.interpolate` instead.",
        "nn.functional.{old} 已弃用，请用 nn.functional.interpolate。",
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
    "layer.linear_loss_shapes": (
        "linear_cross_entropy: expected equal input and linear_weight last dimensions, input [N, in] (or "
        "[in] for a weight of two axes) and linear_weight [classes, ..., in]; the shapes are {a} and {b}. "
        "Fix: print(input.shape, linear_weight.shape)",
        "linear_cross_entropy：输入应是 [N, in]（权重为二维时也可以是 [in]），linear_weight 应是 [类别, "
        "..., in]，两者最后一维相同；收到的形状是 {a} 与 {b}。改法：print(input.shape, "
        "linear_weight.shape)",
    ),
    "layer.linear_loss_bias": (
        "linear_cross_entropy: expected linear_bias shape {wanted}, got {given}. Fix: linear_bias=None",
        "linear_cross_entropy：linear_bias 的形状应是 {wanted}，收到 {given}。改法：linear_bias=None",
    ),
    "layer.linear_loss_ignore": (
        "ignore_index cannot be specified when target contains probabilities: it is {given}. Fix: "
        "ignore_index=None",
        "target 是概率时不能给 ignore_index（收到 {given}）。改法：ignore_index=None",
    ),
    "layer.linear_loss_weight": (
        "LinearCrossEntropyLoss: expected weight shape to be [{classes}], got {given}. Fix: weight=None",
        "LinearCrossEntropyLoss：weight 的形状应是 [{classes}]，收到 {given}。改法：weight=None",
    ),
    "layer.linear_loss_smoothing": (
        "LinearCrossEntropyLoss: expected label_smoothing to be in range [0, 1], got {given}. Fix: "
        "label_smoothing=0.1",
        "LinearCrossEntropyLoss：label_smoothing 应在 [0, 1] 之内，收到 {given}。改法：label_smoothing=0.1",
    ),
    "layer.affine_axes": (
        "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms: (N, C, H, W) or (N, "
        "C, D, H, W), and the size is {given}. Fix: size=image.shape",
        "affine_grid 只支持四维与五维的 size：(N, C, H, W) 或 (N, C, D, H, W)，收到 {given}。改法："
        "size=image.shape",
    ),
    "layer.affine_theta": (
        "Expected a batch of affine matrices of shape Nx{axes}x{more} for size {size}, positive in every "
        "axis. Got {given}. Fix: theta.reshape(-1, {axes}, {more})",
        "size 为 {size}（各维为正）时应给出一批 Nx{axes}x{more} 的仿射矩阵，收到的形状是 {given}。改法："
        "theta.reshape(-1, {axes}, {more})",
    ),
    "layer.grid_corners": (
        "Default {name} behavior has changed to align_corners=False since 1.3.0. Please specify "
        "align_corners=True if the old behavior is desired.",
        "{name} 从 1.3.0 起默认 align_corners=False。需要旧的行为请写 align_corners=True。",
    ),
    "layer.grid_word": (
        "nn.functional.grid_sample(): expected {name} to be one of {known}, but got {given!r}. Fix: leave "
        "{name} out",
        "grid_sample：{name} 只能是 {known} 之一，收到 {given!r}。改法：不写 {name}",
    ),
    "layer.grid_shapes": (
        "grid_sample(): expected input [N, C, H, W] and grid [N, h, w, 2], or [N, C, D, H, W] and [N, d, "
        "h, w, 3] (not with mode='bicubic'), of one batch size; the shapes are {a} and {b}, "
        "mode={mode!r}. Fix: print(input.shape, grid.shape)",
        "grid_sample：输入应是 [N, C, H, W] 而 grid 是 [N, h, w, 2]，或 [N, C, D, H, W] 与 [N, d, h, w, 3]"
        "（mode='bicubic' 除外），批量相同；收到的形状是 {a} 与 {b}，mode={mode!r}。改法："
        "print(input.shape, grid.shape)",
    ),
    "layer.grid_type": (
        "grid_sample(): expected input and grid to have same dtype, but input has {a} and grid has {b}. "
        "Fix: grid.to(input.dtype)",
        "grid_sample：输入与 grid 的类型必须相同，收到 {a} 与 {b}。改法：grid.to(input.dtype)",
    ),
}
