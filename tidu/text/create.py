"""Sentences of tensors that cannot be made."""

SENTENCES: dict[str, tuple[str, str]] = {
    "create.layout": (
        "Tidu has strided tensors alone, not {given}. Fix: leave out layout",
        "Tidu 只有 strided 张量，没有 {given}。改法：不给 layout",
    ),
    "create.negative_stride": (
        "At least one stride in the given numpy array is negative ({strides}), and tensors with negative "
        "strides are not supported. Fix: torch.from_numpy(array.copy())",
        "NumPy 数组的步长 {strides} 中有负数，张量不支持负步长。改法：torch.from_numpy(array.copy())",
    ),
    "create.order_length": (
        "empty_permuted: number of dimensions in size ({rank}) does not match the length of the layout "
        "{order}. "
        "Fix: name each dimension once",
        "empty_permuted：形状有 {rank} 维，而次序 {order} 的长度与之不同。改法：每一维各写一次",
    ),
    "create.order_range": (
        "empty_permuted: Dimension out of range (expected to be between 0 and {rank} - 1, but got {axis}). "
        "Fix: count dimensions from 0",
        "empty_permuted：维度 {axis} 超出范围，应在 0 到 {rank} - 1 之间。改法：维度从 0 数起",
    ),
    "create.order_twice": (
        "empty_permuted: Duplicate dim not allowed in {order}. Fix: name each dimension once",
        "empty_permuted：次序 {order} 中有重复的维度。改法：每一维各写一次",
    ),
    "create.alias": (
        "asarray: can't alias {given} into a tensor, as copy=False asks. Fix: leave out copy",
        "asarray：copy=False 要求共用内存，但 {given} 做不到。改法：不给 copy",
    ),
    "create.buffer": (
        "frombuffer: the object does not implement Python buffer protocol: it is a {given}. Fix: "
        "bytearray(x)",
        "frombuffer：对象（{given}）不支持缓冲区协议。改法：bytearray(x)",
    ),
    "create.buffer_empty": (
        "frombuffer: both buffer length ({size}) and count ({count}) must not be 0. Fix: torch.empty(0)",
        "frombuffer：缓冲区长度（{size}）和 count（{count}）都不能为 0。改法：torch.empty(0)",
    ),
    "create.buffer_offset": (
        "frombuffer: offset ({offset} bytes) must be non-negative and no greater than buffer length ({size} "
        "bytes) minus 1. Fix: offset=0",
        "frombuffer：offset（{offset} 字节）必须小于缓冲区长度（{size} 字节）且不为负。改法：offset=0",
    ),
    "create.buffer_rest": (
        "frombuffer: buffer length ({size} bytes) after offset ({offset} bytes) must be a multiple of "
        "element "
        "size ({width}). Fix: give count",
        "frombuffer：缓冲区（{size} 字节）从 offset（{offset} 字节）起必须是元素大小（{width}）的整数倍。"
        "改法：给出 count",
    ),
    "create.buffer_short": (
        "frombuffer: requested buffer length ({count} * {width} bytes) after offset ({offset} bytes) "
        "must not "
        "be greater than actual buffer length ({size} bytes). Fix: count=-1",
        "frombuffer：从 offset（{offset} 字节）起要读 {count} * {width} 字节，超过了缓冲区的 {size} 字节。"
        "改法：count=-1",
    ),
    "create.end": (
        "{operation} only supports 0-dimensional start and end tensors, but got a tensor with {rank} "
        "dimension(s). Fix: x.item()",
        "{operation} 的起点和终点必须是一个数，收到的是 {rank} 维张量。改法：x.item()",
    ),
    "create.bools": (
        "{operation} is not implemented for 'Bool': it counts. Fix: dtype=torch.int64",
        "{operation} 不支持 bool，它产生的是数。改法：dtype=torch.int64",
    ),
    "create.dtype": (
        "argument 'dtype' must be torch.dtype, not {given}. Fix: dtype=torch.float32, or torch.int64",
        "参数 dtype 必须是 torch.dtype，这里是 {given}。改法：dtype=torch.float32，或 torch.int64",
    ),
    "create.infinite": (
        "{operation}: unsupported range: {start} -> {end}. Fix: give finite ends",
        "{operation}：不支持范围 {start} -> {end}。改法：起止和步长都取有限值",
    ),
    "create.range": (
        "torch.range is deprecated: it holds its end, as Python's range does not. Fix: torch.arange",
        "torch.range 已不推荐：与 Python 的 range 不同，它包含终点。改法：torch.arange",
    ),
    "create.steps": (
        "{operation}() received an invalid combination of arguments: steps must be int, not {given}. "
        "Fix: steps=int({given})",
        "{operation}() 的 steps 必须是整数，收到的是 {given}。改法：steps=int({given})",
    ),
    "create.size": (
        "{operation}(): argument 'size' must be tuple of ints, not {given!r}. Fix: size=(2, 3)",
        "{operation}()：size 必须是整数元组，收到的是 {given!r}。改法：size=(2, 3)",
    ),
    "create.like": (
        "argument 'input' must be Tensor, not {given}. Fix: torch.tensor(x)",
        "参数 input 必须是张量，收到的是 {given}。改法：torch.tensor(x)",
    ),
    "create.sequence": (
        "new(): data must be a sequence (got the number {given}). Fix: torch.tensor({given})",
        "new()：数据必须是序列，收到的是数 {given}。改法：torch.tensor({given})",
    ),
    "create.triangle": (
        "{name} must be non-negative, got {given}. Fix: {name}=0",
        "{name} 不能为负，收到的是 {given}。改法：{name}=0",
    ),
    "create.triangle_type": (
        "{operation} is not implemented for {given}: places are int64 or int32. Fix: leave out dtype",
        "{operation} 的结果是位置，只能是 int64 或 int32，不能是 {given}。改法：不给 dtype",
    ),
    "create.indexing": (
        "torch.meshgrid: indexing must be one of 'xy' or 'ij', but received: {given}. Fix: indexing='ij'",
        "torch.meshgrid：indexing 只能是 'xy' 或 'ij'，收到的是 {given}。改法：indexing='ij'",
    ),
    "create.window_length": (
        "{name} requires non-negative window_length, got {given}. Fix: window_length=1",
        "{name} 的窗长不能为负，收到的是 {given}。改法：window_length=1",
    ),
    "create.window_type": (
        "{name} expects floating point dtypes, got: {given}. Fix: dtype=torch.float32",
        "{name} 需要浮点类型，收到的是 {given}。改法：dtype=torch.float32",
    ),
    "create.window_number": (
        "{name}: {what} must be {wanted}, got: {given} instead. Fix: leave out {what}",
        "{name}：{what} 必须满足 {wanted}，收到的是 {given}。改法：不给 {what}",
    ),
    "create.window_center": (
        "exponential: Center must be None for symmetric windows, not {given}. Fix: sym=False",
        "exponential：对称窗的 center 必须为 None，收到的是 {given}。改法：sym=False",
    ),
    "create.window_terms": (
        "general_cosine: Coefficients must be a list or tuple with one number at least, not {given}. "
        "Fix: a=[0.5, 0.5]",
        "general_cosine：系数必须是至少含一个数的列表或元组，收到的是 {given}。改法：a=[0.5, 0.5]",
    ),
}
