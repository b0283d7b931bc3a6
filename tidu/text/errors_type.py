"""Errors of number types, of making tensors, and of what a tensor is asked for."""

TYPE: dict[str, tuple[str, str]] = {
    "errors.default_dtype": (
        "set_default_dtype takes a floating-point type, not {given}. "
        "Fix: torch.set_default_dtype(torch.float64)",
        "set_default_dtype 只接受浮点类型，收到的是 {given}。改法：torch.set_default_dtype(torch.float64)",
    ),
    "errors.numpy_dtype": (
        "can't convert np.ndarray of type {given}. The supported types are: float64, float32, "
        "float16, int64, int32, int16, int8, uint8, and bool. Fix: array.astype('float32')",
        "无法转换类型为 {given} 的 NumPy 数组。支持的类型：float64、float32、float16、int64、"
        "int32、int16、int8、uint8、bool。改法：array.astype('float32')",
    ),
    "errors.not_tensor": (
        "{operation}(): argument '{name}' (position {position}) must be Tensor, not {given}. "
        "Fix: torch.tensor({name})",
        "{operation}()：参数 '{name}'（第 {position} 个）必须是 Tensor，而不是 {given}。"
        "改法：torch.tensor({name})",
    ),
    "errors.none": (
        "{operation}(): argument '{name}' (position {position}) must be Tensor, not NoneType: what made it "
        "gave nothing back, as a forward() without `return` does. Fix: return the result",
        "{operation}()：参数 '{name}'（第 {position} 个）必须是 Tensor，而不是 NoneType：得出它的函数"
        "什么也没有返回，例如 forward() 里漏了 return。改法：用 return 返回结果",
    ),
    "errors.operand": (
        "{operation}: a tensor meets tensors and numbers, not {given}. Fix: torch.tensor(...)",
        "{operation}：张量只能与张量或数运算，不能与 {given} 运算。改法：torch.tensor(...)",
    ),
    "errors.matmul_types": (
        "matmul: expected m1 and m2 to have the same dtype, but got: {a} != {b}. Fix: b.to(a.dtype)",
        "matmul：两个矩阵的类型必须相同，现在是 {a} 与 {b}。改法：b.to(a.dtype)",
    ),
    "errors.subtract_bool": (
        "Subtraction, the `-` operator, with a bool tensor is not supported. Fix: a ^ b, or a.int() - b",
        "布尔张量不能做减法。改法：a ^ b，或 a.int() - b",
    ),
    "errors.negate_bool": (
        "Negation, the `-` operator, on a bool tensor is not supported. Fix: ~x",
        "布尔张量不能取负。改法：~x",
    ),
    "errors.not_for_bool": (
        "{operation} is not implemented for 'Bool': it takes numbers. Fix: x.int()",
        "{operation} 不能用于布尔张量，它需要数。改法：x.int()",
    ),
    "errors.bits_of_real": (
        "{operation} is not implemented for real numbers: it works on the bits of whole numbers. "
        "Fix: x.long()",
        "{operation} 只用于整数或布尔张量，不能用于实数。改法：x.long()",
    ),
    "errors.mean_of_whole": (
        "mean(): could not infer output dtype. Input dtype must be a floating point dtype. "
        "Got: {given}. Fix: x.float().mean()",
        "mean() 只用于浮点张量，收到的是 {given}。改法：x.float().mean()",
    ),
    "errors.norm_of_whole": (
        "norm(): the input must be a floating point tensor. Got: {given}. Fix: x.float().norm()",
        "norm() 只用于浮点张量，收到的是 {given}。改法：x.float().norm()",
    ),
    "errors.spread_of_whole": (
        "std and var only support floating point dtypes. Got: {given}. Fix: x.float().std()",
        "std 与 var 只用于浮点张量，收到的是 {given}。改法：x.float().std()",
    ),
    "errors.real_only": (
        "{operation} is not implemented for {given}: it needs real numbers. Fix: x.float()",
        "{operation} 不能用于 {given}，它需要实数。改法：x.float()",
    ),
    "errors.where_condition": (
        "where expected condition to be a boolean tensor, but got a tensor with dtype {given}. "
        "Fix: torch.where(condition.bool(), a, b)",
        "where 的条件必须是布尔张量，收到的是 {given}。改法：torch.where(condition.bool(), a, b)",
    ),
    "errors.same_types": (
        "{operation}: {a} did not match {b}; both tensors must have one type. Fix: b.to(a.dtype)",
        "{operation}：两个张量的类型必须相同，现在是 {a} 与 {b}。改法：b.to(a.dtype)",
    ),
    "errors.clamp": (
        "clamp: At least one of 'min' or 'max' must not be None. Fix: x.clamp(min=0)",
        "clamp：min 与 max 至少要给一个。改法：x.clamp(min=0)",
    ),
    "errors.rounding_mode": (
        "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '{given}'. "
        "Fix: torch.div(a, b, rounding_mode='floor')",
        "div 的 rounding_mode 只能是 None、'trunc' 或 'floor'，收到的是 '{given}'。"
        "改法：torch.div(a, b, rounding_mode='floor')",
    ),
    "errors.divide_by_zero": (
        "ZeroDivisionError: {operation} of whole numbers by 0. Fix: a.float() gives inf or nan instead",
        "整数的 {operation} 不能以 0 为除数。改法：用 a.float()，结果会是 inf 或 nan",
    ),
    "errors.negative_power": (
        "Integers to negative integer powers are not allowed. Fix: x.float() ** exponent",
        "整数张量不能取负整数次幂。改法：x.float() ** exponent",
    ),
    "errors.overflow": (
        "value cannot be converted to type {kind} without overflow: {value}. Fix: x = x.float()",
        "{value} 超出类型 {kind} 的范围。改法：x = x.float()",
    ),
    "errors.in_place_type": (
        "{operation}: result type {given} can't be cast to the desired output type {kind}: the "
        "tensor that is written over holds {kind}. Fix: x = x.to(torch.{given}) before",
        "{operation}：结果的类型是 {given}，不能写进 {kind} 的张量。改法：先执行 x = x.to(torch.{given})",
    ),
    "errors.arange": (
        "arange: upper bound and lower bound inconsistent with step sign: from {start} to {end} by "
        "{step}. Fix: torch.arange({start}, {end}, step) with a step in that direction",
        "arange：从 {start} 到 {end}，步长 {step} 的方向不对或为 0。"
        "改法：torch.arange({start}, {end}, step)，step 取正确的方向",
    ),
    "errors.normal_size": (
        "normal: two numbers do not say how many to draw. Fix: torch.normal(0.0, 1.0, size=(2, 3))",
        "normal：只有两个数，不知道要抽多少个。改法：torch.normal(0.0, 1.0, size=(2, 3))",
    ),
    "errors.normal_std": (
        "normal expects all elements of std >= 0.0. Fix: std.abs()",
        "normal 的 std 不能有负数。改法：std.abs()",
    ),
    "errors.linspace": (
        "number of steps must be non-negative, but it is {steps}. Fix: torch.linspace(0, 1, 100)",
        "linspace：点数不能是负数，收到的是 {steps}。改法：torch.linspace(0, 1, 100)",
    ),
    "errors.ragged": (
        "expected sequences of one length, but they have lengths {lengths}. "
        "Fix: pad the short ones, or keep a list of tensors",
        "各行的长度必须相同，现在有 {lengths}。改法：把短的补齐，或用张量的列表",
    ),
    "errors.mixed": (
        "a sequence of length {length} stands beside a number, where all must be alike. "
        "Fix: [[1.0], [2.0]] or [1.0, 2.0]",
        "一个长度为 {length} 的序列与单个数并列，而它们必须一样。改法：[[1.0], [2.0]] 或 [1.0, 2.0]",
    ),
    "errors.tensor_of_text": (
        "too many dimensions 'str': a tensor holds numbers, not text such as {given!r}. Fix: number the "
        "words, kinds = sorted(set(texts)); torch.tensor([kinds.index(x) for x in texts])",
        "张量只能存放数，不能存放文字 {given!r}。改法：给词编号，kinds = sorted(set(texts))；"
        "torch.tensor([kinds.index(x) for x in texts])",
    ),
    "errors.tensor_of_large": (
        "Overflow when unpacking long: {given} does not fit into int64. Fix: torch.tensor(float({given}))",
        "{given} 超出 int64 的范围。改法：torch.tensor(float({given}))",
    ),
    "errors.tensor_of_object": (
        "Could not infer dtype of {given}: a tensor is made of numbers, nested lists of them, "
        "arrays and tensors. Fix: torch.tensor([1.0, 2.0])",
        "不能用 {given} 创建张量：只能用数、数的嵌套列表、数组或张量。改法：torch.tensor([1.0, 2.0])",
    ),
    "errors.from_numpy": (
        "expected np.ndarray (got {given}). Fix: torch.tensor(x)",
        "from_numpy 需要 np.ndarray，收到的是 {given}。改法：torch.tensor(x)",
    ),
    "errors.type_name": (
        "invalid type: '{given}'. Fix: x.to(torch.float32)",
        "没有 '{given}' 这种类型。改法：x.to(torch.float32)",
    ),
    "errors.attribute": (
        "'{owner}' object has no attribute '{name}'. Fix: {fix}",
        "'{owner}' 没有名为 '{name}' 的属性。改法：{fix}",
    ),
}
