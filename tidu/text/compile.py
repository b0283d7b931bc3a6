"""Why a function that was to be compiled runs eagerly."""

SENTENCES: dict[str, tuple[str, str]] = {
    "compile.eager": (
        "runs eagerly, operation by operation: {reason}",
        "未编译，逐个运算执行：{reason}",
    ),
    "compile.failed": (
        "runs eagerly, operation by operation, because recording it failed ({error}), which is a fault of "
        "Tidu's. Fix: report this sentence with the function",
        "未编译，逐个运算执行：录制时出错（{error}），这是 Tidu 的错误。改法：连同该函数报告这句话",
    ),
    "compile.missing": (
        "runs eagerly, operation by operation: llvmlite is not installed. Fix: pip install llvmlite",
        "未编译，逐个运算执行：没有安装 llvmlite。改法：pip install llvmlite",
    ),
    "compile.many": (
        "runs eagerly, operation by operation, from now on where it meets something new: {most} programs "
        "were made, and something is another at each call. Fix: pass as tensors the numbers that change, "
        "and keep the shapes few",
        "此后遇到新情况时不再编译，逐个运算执行：已编译 {most} 个程序，每次调用总有所不同。"
        "改法：把会变的数作为张量传入，并减少形状的种类",
    ),
    "compile.array": (
        "runs eagerly, operation by operation: a NumPy array of shape {shape} is passed to it, whose numbers "
        "no recording follows. Fix: pass torch.from_numpy(array)",
        "未编译，逐个运算执行：传入了形状为 {shape} 的 NumPy 数组，录制无法跟踪其中的数。"
        "改法：传入 torch.from_numpy(array)",
    ),
    "compile.object": (
        "runs eagerly, operation by operation: a {kind} is passed to it, which may hold numbers that no "
        "recording follows. Fix: pass the tensors and numbers themselves, or a tuple or dictionary of them",
        "未编译，逐个运算执行：传入的 {kind} 可能含有录制无法跟踪的数。"
        "改法：直接传入张量和数，或由它们组成的元组或字典",
    ),
    "compile.hook": (
        "runs eagerly, operation by operation: a tensor that is passed to it has a hook, which a program "
        "would not call. Fix: remove the hook",
        "未编译，逐个运算执行：传入的张量带有钩子，而程序不会调用它。改法：移除钩子",
    ),
    "compile.overlap": (
        "runs eagerly where it changes a tensor whose memory another one that it uses shares. Fix: pass "
        "x.clone()",
        "它改动的张量与它用到的另一个张量共用内存，这样的调用逐个运算执行。改法：传入 x.clone()",
    ),
    "compile.layout": (
        "runs eagerly where it changes a tensor of shape {shape} that does not lie in order in memory, or "
        "may not be written. Fix: pass x.contiguous()",
        "它改动的形状为 {shape} 的张量在内存中不是顺序排列，或不可写，这样的调用逐个运算执行。"
        "改法：传入 x.contiguous()",
    ),
}
