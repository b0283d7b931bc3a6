"""Errors of linear algebra: shapes, singular matrices, norms. Those of products are in `products`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "linalg.tensor": (
        "{operation}(): an operand must be Tensor, not {given}. Fix: torch.tensor(x)",
        "{operation}()：操作数必须是张量，而不是 {given}。改法：torch.tensor(x)",
    ),
    "linalg.real": (
        "{operation}: Expected a floating point or complex tensor as input. Got {given}. Fix: x.double()",
        "{operation}：需要浮点张量，收到的是 {given}。改法：x.double()",
    ),
    "linalg.half": (
        "{operation}: Low precision dtypes not supported. Got {given}. Fix: x.float()",
        "{operation}：不支持低精度类型 {given}。改法：x.float()",
    ),
    "linalg.matrix": (
        "{operation}: The input tensor must have at least 2 dimensions, but its shape is {shape}. "
        "Fix: x.unsqueeze(-1), which makes a vector a column",
        "{operation}：张量至少要有 2 维，现在的形状是 {shape}。改法：x.unsqueeze(-1)，把向量变成一列",
    ),
    "linalg.square": (
        "{operation}: A must be batches of square matrices, but its shape is {shape}: the last two sizes "
        "differ. Fix: torch.linalg.lstsq(A, B) or torch.linalg.pinv(A), which take any matrix",
        "{operation}：需要方阵，而形状是 {shape}，最后两维不相等。"
        "改法：torch.linalg.lstsq(A, B) 或 torch.linalg.pinv(A)，它们接受任意矩阵",
    ),
    "linalg.types": (
        "{operation}: expected both operands to have the same dtype, but got {a} and {b}. Fix: b.to(a.dtype)",
        "{operation}：两个操作数的类型必须相同，现在是 {a} 和 {b}。改法：b.to(a.dtype)",
    ),
    "linalg.singular": (
        "{operation}: {batch}the {n} x {n} matrix is singular: its columns are not independent, so it has no "
        "inverse. Fix: torch.linalg.pinv(A), or A + 1e-6 * torch.eye({n})",
        "{operation}：{batch}这个 {n} x {n} 矩阵是奇异的：各列线性相关，没有逆矩阵。"
        "改法：torch.linalg.pinv(A)，或 A + 1e-6 * torch.eye({n})",
    ),
    "linalg.solve": (
        "linalg.solve: Incompatible shapes of A and B for the equation AX = B: {a} and {b}; B must have "
        "{n} rows. Fix: print(A.shape, B.shape)",
        "linalg.solve：方程 AX = B 中 A 与 B 的形状不相容：{a} 与 {b}，B 应有 {n} 行。"
        "改法：print(A.shape, B.shape)",
    ),
    "linalg.solve_vector": (
        "linalg.solve: Vector broadcasting of the left hand side is not supported for left=False: the shapes "
        "are {a} and {b}. Fix: B.unsqueeze(0), which makes a vector a row",
        "linalg.solve：left=False 时 B 不能是向量：形状是 {a} 和 {b}。改法：B.unsqueeze(0)，把向量变成一行",
    ),
    "linalg.tensorinv_axes": (
        "linalg.tensorinv: Expected a strictly positive integer for 'ind', but got {ind}. Fix: ind=2",
        "linalg.tensorinv：ind 必须是正整数，收到的是 {ind}。改法：ind=2",
    ),
    "linalg.tensorinv": (
        "linalg.tensorinv: Expected self to satisfy the requirement prod(self.shape[ind:]) == "
        "prod(self.shape[:ind]), but got {n} != {m} with shape {shape} and ind={ind}. Fix: another ind",
        "linalg.tensorinv：形状 {shape} 在 ind={ind} 处分成的两部分，元素个数 {m} 与 {n} 必须相等。"
        "改法：换一个 ind",
    ),
    "linalg.tensorsolve": (
        "linalg.tensorsolve: Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
        "prod(self.shape[:other.ndim]), but the shapes are {a} and {b}. Fix: dims=, the axes to move to "
        "the end",
        "linalg.tensorsolve：形状 {a} 与 {b} 不合要求：A 的前几维与 B 相同，其余各维之积须等于 B 的元素个数。"
        "改法：用 dims= 指出要移到末尾的维",
    ),
    "linalg.positive": (
        "{operation}: {batch}The factorization could not be completed because the input is not "
        "positive-definite (the leading minor of order {order} is not positive-definite). "
        "Fix: A + 1e-6 * torch.eye(A.shape[-1]), or check that A is symmetric",
        "{operation}：{batch}矩阵不是正定的（{order} 阶顺序主子式不为正），无法分解。"
        "改法：A + 1e-6 * torch.eye(A.shape[-1])，或检查 A 是否对称",
    ),
    "linalg.qr_mode": (
        "qr received unrecognized mode '{given}' but expected one of 'reduced' (default), 'r', or "
        "'complete'. "
        "Fix: mode='reduced'",
        "qr：不认识 mode='{given}'，应为 'reduced'（默认）、'r' 或 'complete'。改法：mode='reduced'",
    ),
    "linalg.qr_gradient": (
        "linalg.qr: The QR decomposition is not differentiable when mode='complete' and nrows > ncols: the "
        "shape is {shape}. Fix: mode='reduced'",
        "linalg.qr：mode='complete' 且行数多于列数（形状 {shape}）时不可求导。改法：mode='reduced'",
    ),
    "linalg.qr_r_gradient": (
        "linalg.qr: The derivative of linalg.qr depends on Q, which is not computed when mode='r'. "
        "Fix: mode='reduced'",
        "linalg.qr：梯度需要 Q，而 mode='r' 不计算 Q。改法：mode='reduced'",
    ),
    "linalg.pivot": (
        "{operation}: LU without pivoting is not implemented on the CPU. Fix: pivot=True",
        "{operation}：CPU 上没有不选主元的 LU 分解。改法：pivot=True",
    ),
    "linalg.zero_pivot": (
        "{operation}: {batch}U[{k},{k}] is zero and using it on lu_solve would result in a division by zero. "
        "Fix: torch.linalg.lu(A), or torch.linalg.lu_factor_ex(A), which go on",
        "{operation}：{batch}U[{k},{k}] 为零，用于 lu_solve 时会除以零。"
        "改法：torch.linalg.lu(A) 或 torch.linalg.lu_factor_ex(A)，它们不会报错",
    ),
    "linalg.pivots": (
        "LU pivots are expected to be of type torch.int32, not {given}. Fix: pivots.int()",
        "LU 的 pivots 应为 torch.int32，而不是 {given}。改法：pivots.int()",
    ),
    "linalg.householder": (
        "householder_product: input [..., m, n] must have m >= n, and tau [..., k] the same batch and "
        "k <= n, but the shapes are {a} and {b}. Fix: a, tau = torch.geqrf(x)",
        "householder_product：input [..., m, n] 须有 m >= n，tau [..., k] 须有相同的批且 k <= n；"
        "现在的形状是 {a} 和 {b}。改法：a, tau = torch.geqrf(x)",
    ),
    "linalg.ormqr": (
        "ormqr: the shapes {a} of input, {b} of tau and {c} of other do not fit together: other must have as "
        "many rows (columns with left=False) as input has rows. Fix: a, tau = torch.geqrf(x)",
        "ormqr：input {a}、tau {b} 与 other {c} 的形状不相配：other 的行数（left=False 时为列数）"
        "须等于 input 的行数。改法：a, tau = torch.geqrf(x)",
    ),
    "linalg.ldl": (
        "linalg.ldl_factor: The diagonal element {k} of D is zero, and using it in ldl_solve would divide by "
        "zero. Fix: torch.linalg.ldl_factor_ex(A), which goes on",
        "linalg.ldl_factor：D 的第 {k} 个对角元为零，用于 ldl_solve 时会除以零。"
        "改法：torch.linalg.ldl_factor_ex(A)，它不会报错",
    ),
    "linalg.uplo": (
        "Expected UPLO argument to be 'L' or 'U', but got {given}. Fix: UPLO='L'",
        "UPLO 应为 'L' 或 'U'，收到的是 {given}。改法：UPLO='L'",
    ),
    "linalg.finite": (
        "{operation}: The algorithm failed to converge because the input matrix contained non-finite values "
        "(NaN or inf). Fix: torch.isfinite(A).all() shows where they come from",
        "{operation}：矩阵里有 NaN 或无穷大，算法无法收敛。改法：用 torch.isfinite(A).all() 查出它们的来源",
    ),
    "linalg.driver": (
        "linalg.svd: keyword argument `driver=` is only supported on CUDA inputs, but it is {given!r}. "
        "Fix: leave it out",
        "linalg.svd：driver= 只用于 CUDA，收到的是 {given!r}。改法：不写 driver",
    ),
    "linalg.lstsq_driver": (
        "torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, gelss), not {given!r}. "
        "Fix: leave it out",
        "torch.linalg.lstsq：driver 应为 gels、gelsy、gelsd、gelss 之一，而不是 {given!r}。改法：不写 driver",
    ),
    "linalg.lstsq": (
        "torch.linalg.lstsq: input and other must have as many rows as each other, but the shapes are "
        "{a} and "
        "{b}: {m} rows are asked for. Fix: b.unsqueeze(-1), or print(a.shape, b.shape)",
        "torch.linalg.lstsq：两个操作数的行数必须相同，现在的形状是 {a} 和 {b}，应有 {m} 行。"
        "改法：b.unsqueeze(-1)，或 print(a.shape, b.shape)",
    ),
    "linalg.vector_order": (
        "linalg.vector_norm: ord must be a number, not {given!r}. Fix: torch.linalg.matrix_norm(x, "
        "{given!r})",
        "linalg.vector_norm：ord 必须是数，而不是 {given!r}。改法：torch.linalg.matrix_norm(x, {given!r})",
    ),
    "linalg.empty_norm": (
        "linalg.vector_norm cannot compute the {ord} norm on an empty tensor (shape {shape}) because the "
        "operation does not have an identity. Fix: if x.numel(): ...",
        "空张量（形状 {shape}）没有 {ord} 范数：空集没有最大值或最小值。改法：if x.numel(): ...",
    ),
    "linalg.norm_type": (
        "{operation}: the dtype {given} of the result must be real and not narrower than the input's {own}. "
        "Fix: dtype=torch.float64",
        "{operation}：结果类型 {given} 必须是浮点，且不能比输入的 {own} 更窄。改法：dtype=torch.float64",
    ),
    "linalg.norm_axes": (
        "linalg.matrix_norm: dim must be a 2-tuple of different axes, but it is {dim}. Fix: dim=(-2, -1)",
        "linalg.matrix_norm：dim 必须是两个不同的维，收到的是 {dim}。改法：dim=(-2, -1)",
    ),
    "linalg.matrix_order": (
        "linalg.matrix_norm: Order {given} not supported: it is one of 'fro', 'nuc', inf, -inf, 1, -1, "
        "2, -2. "
        "Fix: ord='fro'",
        "linalg.matrix_norm：不支持 ord={given}，应为 'fro'、'nuc'、inf、-inf、1、-1、2、-2 之一。"
        "改法：ord='fro'",
    ),
    "linalg.norm_rank": (
        "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D, but its shape is "
        "{shape}. Fix: dim=-1",
        "linalg.norm：给了 ord 而没有给 dim 时，张量必须是 1 维或 2 维，现在的形状是 {shape}。改法：dim=-1",
    ),
    "linalg.low_rank": (
        "q(={q}) must be non-negative integer and not greater than min(m, n)={most}. Fix: q={most}",
        "q（={q}）不能是负数，也不能大于 min(m, n)={most}。改法：q={most}",
    ),
    "linalg.iterations": (
        "niter(={given}) must be non-negative integer. Fix: niter=2",
        "niter（={given}）不能是负数。改法：niter=2",
    ),
}
