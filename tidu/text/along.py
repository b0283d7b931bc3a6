"""Sentences of what cannot be done along an axis."""

SENTENCES: dict[str, tuple[str, str]] = {
    "along.diff_number": (
        "diff expects input to be at least one-dimensional. Fix: x.reshape(1)",
        "diff 需要至少一维的张量。改法：x.reshape(1)",
    ),
    "along.diff_order": (
        "diff: order must be non-negative but got {n}. Fix: n=1",
        "diff：阶数不能为负，收到的是 {n}。改法：n=1",
    ),
    "along.diff_joined": (
        "diff expects prepend or append to be the same dimension as input: {b} against {a}. "
        "Fix: prepend.unsqueeze(0)",
        "diff：prepend 或 append 是 {b} 维，输入是 {a} 维，两者必须相同。改法：prepend.unsqueeze(0)",
    ),
    "along.places": (
        "{operation}: There must be one `x` value for each sample point: {x} against {y}. "
        "Fix: give x for each of the {y} points",
        "{operation}：x 有 {x} 个值，而采样点有 {y} 个，必须一一对应。改法：为 {y} 个点各给一个 x",
    ),
    "along.edge_order": (
        "torch.gradient only supports edge_order=1 and edge_order=2, not {given}. Fix: edge_order=1",
        "torch.gradient 的 edge_order 只能是 1 或 2，收到的是 {given}。改法：edge_order=1",
    ),
    "along.gradient_size": (
        "torch.gradient expected each dimension size to be at least edge_order+1, but dimension {axis} has "
        "{size}. Fix: give {least} places at least",
        "torch.gradient：第 {axis} 维大小是 {size}，至少要有 edge_order+1。改法：至少给 {least} 个位置",
    ),
    "along.spacing_size": (
        "torch.gradient expected the coordinates of dimension {axis} to be a vector of {size}, not of shape "
        "{given}. Fix: give a place for each element",
        "torch.gradient：第 {axis} 维的坐标应是 {size} 个数的向量，收到的形状是 {given}。"
        "改法：为每个元素各给一个坐标",
    ),
    "along.spacings": (
        "torch.gradient expected spacing to be unspecified, a scalar, or a list of length {axes}, but it has "
        "{given}. Fix: give a spacing for each dimension",
        "torch.gradient 的 spacing 应省略、给一个数或给 {axes} 个数，收到 {given} 个。改法："
        "为每一维各给一个间距",
    ),
    "along.norm": (
        "norm: expected p to be a number, 'fro' or 'nuc', not {given!r}. Fix: p=2",
        "norm：p 只能是数、'fro' 或 'nuc'，收到的是 {given!r}。改法：p=2",
    ),
    "along.nuclear": (
        "norm: the nuclear norm is of matrices, so it takes two dimensions, not {dim} of {rank}. "
        "Fix: dim=(-2, -1)",
        "norm：核范数用于矩阵，需要两个维度，收到的是 {rank} 维张量的 {dim}。改法：dim=(-2, -1)",
    ),
    "along.freedom": (
        "var() and std(): degrees of freedom is <= 0. Correction ({correction}) should be strictly less than "
        "the {count} elements that are folded. Fix: correction=0",
        "var() 和 std()：自由度不大于 0，correction（{correction}）应小于参与计算的 {count} 个元素。"
        "改法：correction=0",
    ),
    "along.kth": (
        "kthvalue(): selected number k={k} out of range for dimension of size {size}. Fix: 1 <= k <= {size}",
        "kthvalue()：k={k} 超出范围，该维大小为 {size}。改法：取 1 <= k <= {size}",
    ),
    "along.quantile_range": (
        "{operation}() q must be in the range [0, 1] but got {given}. Fix: q=0.5",
        "{operation}() 的 q 必须在 [0, 1] 之内，收到的是 {given}。改法：q=0.5",
    ),
    "along.quantile_type": (
        "{operation}() input tensor must be either float or double dtype, not {given}. Fix: x.float()",
        "{operation}() 的输入必须是 float 或 double，收到的是 {given}。改法：x.float()",
    ),
    "along.quantile_types": (
        "{operation}() q tensor must be same dtype as the input tensor: {b} against {a}. Fix: q.to({a})",
        "{operation}()：q 的类型 {b} 必须与输入的类型 {a} 相同。改法：q.to({a})",
    ),
    "along.quantile_rank": (
        "{operation}() q must be a scalar or 1D tensor, not {rank}D. Fix: q.flatten()",
        "{operation}()：q 必须是一个数或一维张量，收到的是 {rank} 维。改法：q.flatten()",
    ),
    "along.quantile_empty": (
        "{operation}() input tensor must be non-empty, but its shape is {shape}. Fix: pass some numbers",
        "{operation}()：输入不能为空，收到的形状是 {shape}。改法：传入非空张量",
    ),
    "along.interpolation": (
        "{operation}() interpolation must be one of linear, lower, higher, midpoint or nearest, but got "
        "{given}. Fix: interpolation='linear'",
        "{operation}() 的 interpolation 只能是 linear、lower、higher、midpoint、nearest 之一，收到的是 "
        "{given}。"
        "改法：interpolation='linear'",
    ),
}
