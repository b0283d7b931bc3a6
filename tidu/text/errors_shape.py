"""Errors of shapes and axes."""

SHAPE: dict[str, tuple[str, str]] = {
    "errors.broadcast": (
        "{operation}: shapes {a} and {b} do not broadcast: the size of tensor a ({m}) must match "
        "the size of tensor b ({n}) at non-singleton dimension {axis}. Fix: {fix}",
        "{operation}：形状 {a} 与 {b} 无法广播：在第 {axis} 维上，张量 a 的大小是 {m}，"
        "张量 b 的大小是 {n}，两者须相等或有一个为 1。改法：{fix}",
    ),
    "errors.matmul": (
        "matmul: mat1 and mat2 shapes cannot be multiplied ({a} and {b}): the last axis of the "
        "left is {m}, the axis that it meets on the right is {n}. Fix: {fix}",
        "matmul：形状 {a} 与 {b} 不能相乘：左边的最后一维是 {m}，右边与之对应的一维是 {n}。"
        "改法：{fix}",
    ),
    "errors.matmul_batch": (
        "matmul: shapes {a} and {b} cannot be multiplied: before the last two axes, which are the matrices, "
        "stand {m} and {n}, and the size of each axis must match or be 1. Fix: print(a.shape, b.shape)",
        "matmul：形状 {a} 与 {b} 不能相乘：最后两维是矩阵，之前的各维是 {m} 与 {n}，"
        "每一维的大小须相等或为 1。改法：print(a.shape, b.shape)",
    ),
    "errors.matmul_scalar": (
        "matmul: both arguments need to be at least 1D, but they are {a} and {b}. Fix: a * b",
        "matmul：两个操作数都至少要有一维，现在的形状是 {a} 和 {b}。改法：a * b",
    ),
    "errors.product_ranks": (
        "{name}: expected a {m}-D and a {n}-D tensor, but the shapes are {a} and {b}. "
        "Fix: torch.matmul(a, b), which takes any ranks",
        "{name}：需要一个 {m} 维张量和一个 {n} 维张量，现在的形状是 {a} 和 {b}。"
        "改法：torch.matmul(a, b)，它接受任意维数",
    ),
    "errors.bmm": (
        "bmm: the two batches must have the same size, but the shapes are {a} and {b}. "
        "Fix: torch.matmul(a, b), which broadcasts batches of size 1",
        "bmm：两批矩阵的数量必须相同，现在的形状是 {a} 和 {b}。"
        "改法：torch.matmul(a, b)，它会广播大小为 1 的批",
    ),
    "errors.dim": (
        "Dimension out of range (expected to be in range of [{low}, {high}], but got {dim}). "
        "Fix: dim={high}, or look at x.shape",
        "维度超出范围（应在 [{low}, {high}] 之内，收到的是 {dim}）。改法：dim={high}，或先查看 x.shape",
    ),
    "errors.dim_twice": (
        "dim {dim} appears multiple times in the list of dims. Fix: name each dim once",
        "维度 {dim} 在列表中出现了多次。改法：每个维度只写一次",
    ),
    "errors.negative_size": (
        "reshape: invalid shape dimension in {shape}: only -1, for the size to work out, may be "
        "negative. Fix: x.reshape(-1)",
        "reshape：形状 {shape} 无效：只有表示“由程序推断”的 -1 可以是负数。改法：x.reshape(-1)",
    ),
    "errors.two_unknown": (
        "reshape: only one dimension can be inferred, but {shape} has several -1. "
        "Fix: write out all sizes but one",
        "reshape：只能推断一个维度，而 {shape} 中有多个 -1。改法：除一个以外，写明其余各维的大小",
    ),
    "errors.unknown_of_empty": (
        "reshape: cannot reshape tensor of 0 elements into shape {shape} because the unspecified "
        "dimension size -1 can be any value. Fix: write a size in place of the -1",
        "reshape：张量没有元素，{shape} 中的 -1 可以是任何值，无法推断。改法：把 -1 换成具体的大小",
    ),
    "errors.reshape": (
        "reshape: shape '{shape}' is invalid for input of size {size}: the sizes must multiply "
        "to {size}. Fix: x.reshape{fits}",
        "reshape：形状 {shape} 不适用于有 {size} 个元素的张量：各维之积必须等于 {size}。"
        "改法：x.reshape{fits}",
    ),
    "errors.view": (
        "view size {wanted} is not compatible with input tensor's size {shape} and stride: its "
        "elements do not lie in that order in memory. Fix: x.reshape{wanted}",
        "view：形状为 {shape} 的张量在内存中不是按顺序排列的，不复制就无法看作 {wanted}。"
        "改法：x.reshape{wanted}",
    ),
    "errors.expand": (
        "expand: a tensor of shape {a} cannot be expanded to {b}: counted from the right, each "
        "size must be equal or 1. Fix: x.unsqueeze(dim) where an axis is missing",
        "expand：形状 {a} 的张量不能扩展为 {b}：从右往左，每一维的大小必须相等或为 1。"
        "改法：缺少的维度用 x.unsqueeze(dim) 补上",
    ),
    "errors.repeat": (
        "repeat: Number of dimensions of repeat dims can not be smaller than number of dimensions "
        "of tensor: {given} counts for {rank} axes. Fix: x.tile(...), which fills up with 1",
        "repeat：张量有 {rank} 维，却只给了 {given} 个重复次数。改法：用 x.tile(...)，缺少的次数按 1 计",
    ),
    "errors.flatten": (
        "flatten() has invalid args: start_dim ({start}) cannot come after end_dim ({end}). "
        "Fix: x.flatten({end}, {start})",
        "flatten：start_dim（{start}）不能在 end_dim（{end}）之后。改法：x.flatten({end}, {start})",
    ),
    "errors.permute": (
        "permute: {given} dims were given for a tensor with {rank} axes. "
        "Fix: name each axis once, as in x.permute(2, 0, 1)",
        "permute：张量有 {rank} 维，却给了 {given} 个维度。改法：每个维度写一次，如 x.permute(2, 0, 1)",
    ),
    "errors.t": (
        "t() expects a tensor with <= 2 dimensions, but self is {rank}D. Fix: x.mT",
        "t() 只接受至多 2 维的张量，收到的是 {rank} 维。改法：x.mT",
    ),
    "errors.mt": (
        "tensor.mT is only supported on matrices or batches of matrices. Got {rank}-D tensor. Fix: x.T",
        ".mT 只用于矩阵或成批的矩阵，收到的是 {rank} 维张量。改法：x.T",
    ),
    "errors.triangle": (
        "{name}: input tensor must have at least 2 dimensions, but its shape is {shape}. "
        "Fix: x.unsqueeze(0)",
        "{name}：张量至少要有 2 维，现在的形状是 {shape}。改法：x.unsqueeze(0)",
    ),
    "errors.cat": (
        "cat: Sizes of tensors must match except in dimension {axis}: the first is {a}, number "
        "{position} is {b}. Fix: print([x.shape for x in tensors])",
        "cat：除第 {axis} 维外，各张量的形状必须相同：第 0 个是 {a}，第 {position} 个是 {b}。"
        "改法：print([x.shape for x in tensors])",
    ),
    "errors.cat_number": (
        "zero-dimensional tensor cannot be concatenated: it has no axis to join along. "
        "Fix: torch.stack(tensors)",
        "0 维张量没有可供连接的维度，不能用 cat。改法：torch.stack(tensors)",
    ),
    "errors.cat_nothing": (
        "cat: expected a non-empty list of Tensors. Fix: check that the list is filled before",
        "cat：张量列表是空的。改法：先检查列表里是否有张量",
    ),
    "errors.stack": (
        "stack expects each tensor to be equal size, but got {a} and {b}. "
        "Fix: torch.cat(tensors), if they shall be joined along an axis that they have",
        "stack：各张量的形状必须相同，现在有 {a} 和 {b}。"
        "改法：若想沿已有的维度连接，用 torch.cat(tensors)",
    ),
    "errors.stack_nothing": (
        "stack expects a non-empty TensorList. Fix: check that the list is filled before",
        "stack：张量列表是空的。改法：先检查列表里是否有张量",
    ),
    "errors.split": (
        "split expects split_sizes to sum exactly to {size} (input tensor's size at that "
        "dimension), but got {given}. Fix: make the sizes sum to {size}",
        "split：各段大小 {given} 之和必须恰好等于该维的大小 {size}。改法：让各段之和等于 {size}",
    ),
    "errors.split_size": (
        "split expects split_size be positive, but got split_size={given}. Fix: x.split(1)",
        "split：每段的大小必须为正，收到的是 {given}。改法：x.split(1)",
    ),
    "errors.chunks": (
        "chunk expects `chunks` to be greater than 0, got: {given}. Fix: x.chunk(1)",
        "chunk：段数必须大于 0，收到的是 {given}。改法：x.chunk(1)",
    ),
    "errors.negative_create": (
        "Trying to create tensor with negative dimension: {shape}. Fix: make every size 0 or more",
        "不能创建形状为 {shape} 的张量：大小不能是负数。改法：每一维都取 0 或更大",
    ),
    "errors.empty_extreme": (
        "the largest or smallest of nothing is not defined: axis {axis} of shape {shape} has size 0. "
        "Expected reduction dim {axis} to have non-zero size. Fix: if x.numel(): ...",
        "空集没有最大值或最小值：形状 {shape} 的第 {axis} 维大小为 0。改法：if x.numel(): ...",
    ),
    "errors.empty_all": (
        "{operation}(): the largest or smallest of nothing is not defined: Expected reduction dim to be "
        "specified for input.numel() == 0, and the shape is {shape}. Fix: if x.numel(): ...",
        "{operation}()：张量没有元素（形状 {shape}），没有最大值或最小值。改法：if x.numel(): ...",
    ),
    "errors.topk": (
        "topk: selected index k out of range: k={k}, but the dimension has size {size}. "
        "Fix: x.topk(min({k}, {size}))",
        "topk：k={k} 超出范围，该维的大小是 {size}。改法：x.topk(min({k}, {size}))",
    ),
    "errors.sizes": (
        "sizes are whole numbers, not {given}. Fix: n // 2 in place of n / 2, int(n) around the rest",
        "各维的大小是整数，而不是 {given}。改法：用 n // 2 代替 n / 2，其余的用 int(n)",
    ),
    "errors.item": (
        "a Tensor with {count} elements cannot be converted to Scalar: its shape is {shape}, and only one "
        "element tensors can be converted to Python scalars. "
        "Fix: x.tolist(), or x.sum().item()",
        "有 {count} 个元素的张量（形状 {shape}）不能转换为一个数。改法：x.tolist()，或 x.sum().item()",
    ),
    "errors.truth": (
        "Boolean value of Tensor with {count} values is ambiguous (shape {shape}). "
        "Fix: x.any(), x.all(), or x.numel() > 0",
        "有 {count} 个元素的张量（形状 {shape}）不能直接当作真假。改法：x.any()、x.all() 或 x.numel() > 0",
    ),
    "errors.len": (
        "len() of a 0-d tensor: it holds one number and has no axis. Fix: x.numel()",
        "0 维张量只有一个数，没有 len()。改法：x.numel()",
    ),
    "errors.iterate": (
        "iteration over a 0-d tensor: it holds one number and has no axis. Fix: x.item()",
        "0 维张量只有一个数，不能遍历。改法：x.item()",
    ),
}
