"""Errors of products of vectors, matrices and tensors: einsum, tensordot, chains, crosses."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "products.multi_dot_count": (
        "multi_dot: expected at least 2 tensors but got {count}. Fix: give the matrices as one list",
        "multi_dot：至少需要 2 个张量，收到 {count} 个。改法：把各矩阵放进一个列表",
    ),
    "products.multi_dot_ranks": (
        "multi_dot: the tensors must be 2D, the first and last may be 1D, but the shapes are {shapes}. "
        "Fix: torch.matmul(a, b), which takes any ranks",
        "multi_dot：各张量须为 2 维，首尾两个可以是 1 维；现在的形状是 {shapes}。"
        "改法：torch.matmul(a, b)，它接受任意维数",
    ),
    "products.multi_dot": (
        "multi_dot: {a} and {b} cannot be multiplied: the columns of the left must be as many as the rows of "
        "the right. Fix: print([x.shape for x in tensors])",
        "multi_dot：{a} 与 {b} 不能相乘：左边的列数须等于右边的行数。改法：print([x.shape for x in tensors])",
    ),
    "products.vander": (
        "linalg.vander: N must be greater than 1, but it is {given}. Fix: N=2",
        "linalg.vander：N 必须大于 1，收到的是 {given}。改法：N=2",
    ),
    "products.cross_ranks": (
        "linalg.cross: inputs must have the same number of dimensions, but the shapes are {a} and {b}. "
        "Fix: b.expand_as(a)",
        "linalg.cross：两个操作数的维数必须相同，现在的形状是 {a} 和 {b}。改法：b.expand_as(a)",
    ),
    "products.cross": (
        "linalg.cross: inputs dimension {dim} must have length 3, but the shapes are {a} and {b}. "
        "Fix: dim=, the axis of the vectors",
        "linalg.cross：第 {dim} 维的大小必须是 3，现在的形状是 {a} 和 {b}。改法：用 dim= 指出向量所在的维",
    ),
    "products.block_diag": (
        "block_diag: Input tensors must have 2 or fewer dimensions, but one has the shape {shape}. "
        "Fix: torch.block_diag(*x), its matrices one by one",
        "block_diag：各张量至多 2 维，有一个的形状是 {shape}。改法：torch.block_diag(*x)，逐个给出矩阵",
    ),
    "products.einsum_nothing": (
        "einsum(): must specify the equation string and at least one operand, or at least one operand "
        "and its "
        "subscripts list. Fix: torch.einsum('ij,jk->ik', a, b)",
        "einsum()：需要一个等式和至少一个张量。改法：torch.einsum('ij,jk->ik', a, b)",
    ),
    "products.einsum_count": (
        "einsum(): the equation has {wanted} terms and {given} operands were provided. "
        "Fix: one term, between commas, for each operand",
        "einsum()：等式里有 {wanted} 项，却给了 {given} 个张量。改法：每个张量对应逗号之间的一项",
    ),
    "products.einsum_letters": (
        "einsum(): invalid subscript in '{term}' of the equation '{equation}': subscripts are letters in "
        "[a-zA-Z] and one '...'. Fix: torch.einsum('ij,jk->ik', a, b)",
        "einsum()：等式 '{equation}' 的 '{term}' 中有无效的下标：只能用字母和至多一个 '...'。"
        "改法：torch.einsum('ij,jk->ik', a, b)",
    ),
    "products.einsum_number": (
        "einsum(): subscript {given} is not within the valid range [0, 52). Fix: number the axes from 0",
        "einsum()：下标 {given} 不在 [0, 52) 之内。改法：从 0 开始给各维编号",
    ),
    "products.einsum_size": (
        "einsum(): subscript {label} has size {given} for operand {position} which does not broadcast with "
        "previously seen size {before}. Fix: print([x.shape for x in operands])",
        "einsum()：下标 {label} 在第 {position} 个张量中大小是 {given}，与之前的 {before} 不相容。"
        "改法：print([x.shape for x in operands])",
    ),
    "products.einsum_rank": (
        "einsum(): the number of subscripts in the equation ({count} in '{term}') does not match the number "
        "of dimensions ({rank}) for operand {position}. Fix: one letter an axis, or ... for the rest",
        "einsum()：'{term}' 有 {count} 个下标，而第 {position} 个张量有 {rank} 维。"
        "改法：每一维一个字母，其余用 ...",
    ),
    "products.einsum_twice": (
        "einsum(): output subscript {label} appears more than once in the output. Fix: name each axis once",
        "einsum()：下标 {label} 在结果中出现了多次。改法：每一维只写一次",
    ),
    "products.einsum_unknown": (
        "einsum(): output subscript {label} does not appear in the equation for any input operand. "
        "Fix: leave it out, or name an axis of an operand with it",
        "einsum()：结果中的下标 {label} 没有出现在任何一个张量中。改法：去掉它，或用它命名某个张量的一维",
    ),
    "products.tensordot_count": (
        "tensordot expects dims >= 0, but got dims={given}. Fix: dims=2",
        "tensordot：dims 不能是负数，收到的是 {given}。改法：dims=2",
    ),
    "products.tensordot_axes": (
        "tensordot: both dimension lists should have same length and lie within the shapes {a} and {b}, but "
        "they are {left} and {right}. Fix: dims=([1], [0])",
        "tensordot：两个维的列表须等长，且在形状 {a} 与 {b} 之内；现在是 {left} 和 {right}。"
        "改法：dims=([1], [0])",
    ),
    "products.tensordot": (
        "contracted dimensions need to match, but axis {i} of the left, {a}, has size {m} and axis {j} "
        "of the "
        "right, {b}, has size {n}. Fix: print(a.shape, b.shape)",
        "相乘求和的两维大小必须相同：左边 {a} 的第 {i} 维是 {m}，右边 {b} 的第 {j} 维是 {n}。"
        "改法：print(a.shape, b.shape)",
    ),
    "products.trace": (
        "trace: expected a matrix, but got a tensor of shape {shape}. Fix: x.diagonal(dim1=-2, "
        "dim2=-1).sum(-1)",
        "trace：需要一个矩阵，收到的形状是 {shape}。改法：x.diagonal(dim1=-2, dim2=-1).sum(-1)",
    ),
    "products.real_scale": (
        "addr: For integral input tensors ({given}), arguments alpha and beta must not be floating point "
        "numbers, but they are {alpha} and {beta}. Fix: x.float()",
        "addr：张量是整数类型 {given} 时，alpha 与 beta 不能是小数，现在是 {alpha} 和 {beta}。"
        "改法：x.float()",
    ),
    "products.added_shape": (
        "{name}: The expanded size of the tensor must match: input of shape {a} cannot be expanded to the "
        "product's shape {b}. Fix: print(input.shape)",
        "{name}：形状 {a} 的 input 不能扩展为乘积的形状 {b}。改法：print(input.shape)",
    ),
}
