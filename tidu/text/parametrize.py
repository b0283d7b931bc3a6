"""Sentences of parametrizations, weight and spectral norm, and layers fused with a batch norm."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "parametrize.none": (
        "ParametrizationList requires one or more modules. Fix: [parametrization]",
        "ParametrizationList 至少需要一个模块。改法：[parametrization]",
    ),
    "parametrize.inverse_kind": (
        "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). Got {given}. "
        "Fix: return the tensor that forward takes",
        "right_inverse 必须返回张量，或张量的列表、元组，收到 {given}。改法：返回 forward 的参数",
    ),
    "parametrize.inverse_count": (
        "'right_inverse' must return a sequence of tensors of length {wanted}. Got a sequence of length "
        "{given}. Fix: one for each argument of forward",
        "right_inverse 应返回 {wanted} 个张量，收到 {given} 个。改法：forward 的每个参数给一个",
    ),
    "parametrize.result_kind": (
        "A parametrization must return a tensor. Got {given}. Fix: return it in forward",
        "参数化必须返回张量，收到 {given}。改法：在 forward 中返回张量",
    ),
    "parametrize.type": (
        "Registering a parametrization may not change the dtype of the tensor: {given} instead of "
        "{wanted}. Fix: .to(x.dtype) in forward, or unsafe=True",
        "参数化不能改变张量的类型：得到 {given}，应是 {wanted}。改法：在 forward 中用 .to(x.dtype)，或 "
        "unsafe=True",
    ),
    "parametrize.shape": (
        "A parametrization may not change the shape of the tensor: {given} instead of {wanted}. Fix: "
        "print(x.shape) in forward, or unsafe=True",
        "参数化不能改变张量的形状：得到 {given}，应是 {wanted}。改法：在 forward 中 print(x.shape)，或 "
        "unsafe=True",
    ),
    "parametrize.no_inverse": (
        "parametrization {name} does not implement right_inverse, so the tensor cannot be set. Fix: def "
        "right_inverse(self, x): ...",
        "参数化 {name} 没有 right_inverse，因此不能给张量赋值。改法：def right_inverse(self, x): ...",
    ),
    "parametrize.unknown": (
        "Module {module} does not have a parameter, a buffer, or a parametrized element with name "
        "{name!r}. Fix: print([name for name, _ in module.named_parameters()])",
        "模块 {module} 没有名为 {name!r} 的参数、缓冲区或参数化的张量。改法：print([name for name, _ in "
        "module.named_parameters()])",
    ),
    "parametrize.absent": (
        "Module {module} does not have a parametrization on {name}. Fix: "
        "parametrize.is_parametrized(module, name) tells",
        "模块 {module} 的 {name} 没有参数化。改法：用 parametrize.is_parametrized(module, name) 查看",
    ),
    "parametrize.several": (
        "Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized in terms "
        "of a sequence of tensors: {name} comes from several. Fix: leave_parametrized=True",
        "{name} 由多个张量算出，不能用 leave_parametrized=False 恢复。改法：leave_parametrized=True",
    ),
    "parametrize.dim": (
        "Dimension out of range (expected to be in range of [{low}, {high}] but got {given}). Fix: dim=0",
        "维超出范围：应在 [{low}, {high}] 之内，收到 {given}。改法：dim=0",
    ),
    "parametrize.iterations": (
        "Expected n_power_iterations to be positive, but got n_power_iterations={given}. Fix: "
        "n_power_iterations=1",
        "n_power_iterations 必须是正数，收到 {given}。改法：n_power_iterations=1",
    ),
    "parametrize.matrix": (
        "Expected a matrix or batch of matrices. Got a tensor of shape {shape}. Fix: parametrize the "
        "weight, not the bias",
        "应是一个或一批矩阵，收到的形状是 {shape}。改法：参数化权重而不是偏置",
    ),
    "parametrize.map": (
        "orthogonal_map has to be one of {known}. Got: {given}. Fix: orthogonal_map=None",
        "orthogonal_map 只能是 {known} 之一，收到 {given}。改法：orthogonal_map=None",
    ),
    "parametrize.no_base": (
        "It is not possible to assign to the {map} parametrization when use_trivialization=False. Fix: "
        "use_trivialization=True",
        "use_trivialization=False 时不能给 {map} 参数化赋值。改法：use_trivialization=True",
    ),
    "parametrize.weight_norm_old": (
        "`torch.nn.utils.weight_norm` is deprecated in favor of "
        "`torch.nn.utils.parametrizations.weight_norm`.",
        "torch.nn.utils.weight_norm 已弃用，请用 torch.nn.utils.parametrizations.weight_norm。",
    ),
    "parametrize.twice": (
        "Cannot register two {kind} hooks on the same parameter {name}. Fix: remove_{kind}(module) first",
        "同一个参数 {name} 不能登记两个 {kind}。改法：先 remove_{kind}(module)",
    ),
    "parametrize.lazy": (
        "The module passed to {kind} can't have uninitialized parameters. Fix: model(x) once, with a "
        "batch x, before {kind}",
        "{kind} 的模块不能有未初始化的参数。改法：在 {kind} 之前先用一批数据调用一次 model(x)",
    ),
    "parametrize.nothing": (
        "{kind} cannot be applied as parameter `{name}` is None. Fix: name='weight'",
        "{kind} 无法使用：参数 {name} 是 None。改法：name='weight'",
    ),
    "parametrize.not_there": (
        "{kind} of '{name}' not found in {module}. Fix: nn.utils.{kind}(module) comes first",
        "{module} 的 '{name}' 没有 {kind}。改法：先用 nn.utils.{kind}(module)",
    ),
    "parametrize.fuse_training": (
        "Fusion only for eval! In training a batch norm looks at the batch. Fix: model.eval()",
        "只能在求值时融合：训练时批归一化要看整批数据。改法：model.eval()",
    ),
    "parametrize.fuse_running": (
        "bn.running_mean and bn.running_var must not be None: there is nothing to fuse with. Fix: "
        "track_running_stats=True",
        "bn.running_mean 与 bn.running_var 不能是 None，否则无从融合。改法：track_running_stats=True",
    ),
    "parametrize.fuse_width": (
        "To fuse, linear.out_features == bn.num_features or bn.num_features == 1; they are {wanted} and "
        "{given}. Fix: nn.BatchNorm1d({wanted})",
        "要融合，linear.out_features 应等于 bn.num_features，或 bn.num_features 为 1；现在是 {wanted} 与 "
        "{given}。改法：nn.BatchNorm1d({wanted})",
    ),
    "parametrize.skip_kind": (
        "Expected a Module; got {given}. Fix: skip_init(nn.Linear, 3, 2)",
        "应给出一个模块类，收到 {given}。改法：skip_init(nn.Linear, 3, 2)",
    ),
    "parametrize.skip_device": (
        "Module must support a 'device' arg to skip initialization: {given} has none. Fix: {given}(...)",
        "要跳过初始化，模块必须有 device 参数，而 {given} 没有。改法：{given}(...)",
    ),
}
