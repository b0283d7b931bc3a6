"""Sentences of counts and statistics that cannot be made."""

SENTENCES: dict[str, tuple[str, str]] = {
    "count.bincount": (
        "bincount only supports 1-d non-negative integral inputs, not {given} of shape {shape}. "
        "Fix: x.long().flatten()",
        "bincount 只接受一维的非负整数，收到的是形状 {shape} 的 {given}。改法：x.long().flatten()",
    ),
    "count.minlength": (
        "bincount: minlength should be >= 0, not {given}. Fix: minlength=0",
        "bincount：minlength 不能为负，收到的是 {given}。改法：minlength=0",
    ),
    "count.weights": (
        "input and weight should have the same length: {a} against {b}. Fix: weights.expand_as(x)",
        "权重的形状 {b} 必须与输入的形状 {a} 一致。改法：weights.expand_as(x)",
    ),
    "count.weight_type": (
        "histogramdd(): the weights must have the dtype of the input: {b} against {a}. Fix: weight.to({a})",
        "histogramdd()：权重的类型 {b} 必须与输入的类型 {a} 相同。改法：weight.to({a})",
    ),
    "count.range": (
        "{operation}: max must be larger than min, but min is {low} and max is {high}. Fix: exchange them",
        "{operation}：上界必须大于下界，收到的是 {low} 和 {high}。改法：交换两者",
    ),
    "count.finite": (
        "{operation}: range of [{low}, {high}] is not finite. Fix: x[x.isfinite()], or give the range",
        "{operation}：范围 [{low}, {high}] 不是有限的。改法：x[x.isfinite()]，或指定范围",
    ),
    "count.bins": (
        "{operation}: bins must be > 0, but there are {given}. Fix: bins=10",
        "{operation}：分组数必须大于 0，收到的是 {given}。改法：bins=10",
    ),
    "count.range_length": (
        "histogram: the range has {given} numbers instead of {wanted}: the ends of each dimension. "
        "Fix: range=(0.0, 1.0)",
        "histogram：range 应有 {wanted} 个数（每一维的两端），收到 {given} 个。改法：range=(0.0, 1.0)",
    ),
    "count.real": (
        "{operation} is not implemented for {given}: it takes real numbers. Fix: x.float()",
        "{operation} 只接受实数，收到的是 {given}。改法：x.float()",
    ),
    "count.points": (
        "histogramdd(): input tensor should have at least 2 dimensions, but has {rank}. Fix: x.unsqueeze(-1)",
        "histogramdd()：输入至少要有二维，收到的是 {rank} 维。改法：x.unsqueeze(-1)",
    ),
    "count.axes": (
        "histogramdd(): expected {width} sequences of bin edges for points of {width} numbers, but "
        "got {given}. "
        "Fix: bins=[10] * {width}",
        "histogramdd()：每个点有 {width} 个数，应给 {width} 组分组，收到 {given} 组。改法：bins=[10] * "
        "{width}",
    ),
    "count.edges": (
        "histogramdd(): bin edges must be vectors in the type of the input, not {given} of shape {shape}. "
        "Fix: edges.flatten().to(x.dtype)",
        "histogramdd()：分组边界必须是与输入类型相同的向量，收到的是形状 {shape} 的 {given}。"
        "改法：edges.flatten().to(x.dtype)",
    ),
    "count.cov": (
        "cov(): expected input to have two or fewer dimensions but got an input with {rank} dimensions. "
        "Fix: x.flatten(1)",
        "cov()：输入最多二维，收到的是 {rank} 维。改法：x.flatten(1)",
    ),
    "count.cov_weights": (
        "cov(): expected {name} to be a vector with a number for each of {count} observations, whole for "
        "fweights and real for aweights, but got {given} of shape {shape}. Fix: look at {name}.shape",
        "cov()：{name} 应为 {count} 个观测各给一个数（fweights 为整数，aweights 为实数），"
        "收到的是形状 {shape} 的 {given}。改法：先查看 {name}.shape",
    ),
    "count.cov_negative": (
        "cov(): {name} cannot be negative, but it holds {least}. Fix: {name}.clamp(min=0)",
        "cov()：{name} 不能为负，其中有 {least}。改法：{name}.clamp(min=0)",
    ),
    "count.cdist": (
        "cdist needs two tensors of rows with the same number of columns, but they have shapes {a} and {b}. "
        "Fix: x.unsqueeze(0)",
        "cdist 需要列数相同的两组行，收到的形状是 {a} 和 {b}。改法：x.unsqueeze(0)",
    ),
    "count.cdist_p": (
        "cdist only supports non-negative p values, not {p}. Fix: p=2",
        "cdist 的 p 不能为负，收到的是 {p}。改法：p=2",
    ),
    "count.renorm_p": (
        "renorm: non-positive-norm not supported, but p is {p}. Fix: p=2",
        "renorm：p 必须大于 0，收到的是 {p}。改法：p=2",
    ),
    "count.renorm_max": (
        "renorm: expected maxnorm to be >= 0 but got {given}. Fix: maxnorm=1",
        "renorm：maxnorm 不能为负，收到的是 {given}。改法：maxnorm=1",
    ),
    "count.renorm_rank": (
        "renorm: input needs at least 2 dimensions, got {rank} dimensions. Fix: x.unsqueeze(0)",
        "renorm：输入至少要有二维，收到的是 {rank} 维。改法：x.unsqueeze(0)",
    ),
}
