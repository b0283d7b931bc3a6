"""Sentences of the engine's errors: what happened, why, and one fix to copy."""

SENTENCES: dict[str, tuple[str, str]] = {
    "errors.fix": ("Fix: {fix}", "改法：{fix}"),
    "errors.default_dtype": (
        "set_default_dtype takes a floating-point type such as torch.float64, not {given}.",
        "set_default_dtype 只接受浮点类型（如 torch.float64），收到的是 {given}。",
    ),
    "errors.numpy_dtype": (
        "can't convert np.ndarray of type {given}. The supported types are: float64, float32, "
        "float16, int64, int32, int16, int8, uint8, and bool. Fix: array.astype('float32')",
        "无法转换类型为 {given} 的 NumPy 数组。支持的类型：float64、float32、float16、int64、"
        "int32、int16、int8、uint8、bool。改法：array.astype('float32')",
    ),
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
    "errors.matmul_scalar": (
        "matmul: both arguments need to be at least 1D, but they are {a} and {b}. Fix: a * b",
        "matmul：两个操作数都至少要有一维，现在的形状是 {a} 和 {b}。改法：a * b",
    ),
    "errors.dim": (
        "Dimension out of range (expected to be in range of [{low}, {high}], but got {dim})",
        "维度超出范围（应在 [{low}, {high}] 之内，收到的是 {dim}）",
    ),
    "errors.dim_twice": (
        "dim {dim} appears multiple times in the list of dims. Fix: name each dim once",
        "维度 {dim} 在列表中出现了多次。改法：每个维度只写一次",
    ),
    "errors.negative_size": (
        "reshape: invalid shape dimension in {shape}: only -1 may be negative",
        "reshape：形状 {shape} 无效：只有 -1 可以是负数",
    ),
    "errors.two_unknown": (
        "reshape: only one dimension can be inferred, but {shape} has several -1",
        "reshape：只能推断一个维度，而 {shape} 中有多个 -1",
    ),
    "errors.unknown_of_empty": (
        "reshape: cannot infer the -1 in {shape}, because the tensor has 0 elements",
        "reshape：张量没有元素，无法推断 {shape} 中的 -1",
    ),
    "errors.reshape": (
        "reshape: shape '{shape}' is invalid for input of size {size}: the sizes must multiply "
        "to {size}. Fix: leave one of them to be inferred as -1",
        "reshape：形状 {shape} 不适用于有 {size} 个元素的张量：各维之积必须等于 {size}。"
        "改法：把其中一维写成 -1，由程序推断",
    ),
}
