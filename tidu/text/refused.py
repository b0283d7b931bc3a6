"""Why Tidu does not have some of PyTorch's names, and what to do instead: one sentence a family.

Each follows "... is not in Tidu: ".
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "refused.name": ("{name} is not in Tidu: {why}", "Tidu 没有 {name}：{why}"),
    "refused.unlike": (
        "module '{place}' has no attribute '{name}', nor one of a similar name. "
        "Fix: dir({place}) lists what it has",
        "模块 '{place}' 没有属性 '{name}'，也没有相近的名字。改法：dir({place}) 列出它所有的名字",
    ),
    "refused.unknown": (
        "module '{place}' has no attribute '{name}'. Fix: the nearest name is {near}",
        "模块 '{place}' 没有 '{name}'。改法：最接近的名字是 {near}",
    ),
    "refused.accelerator": (
        "it computes on the CPU, and no graphics card stands behind torch.cuda and its like. "
        "Fix: leave the line out, or guard it with `if torch.cuda.is_available():`",
        "它在 CPU 上计算，torch.cuda 等背后没有显卡。"
        "改法：去掉这一行，或用 `if torch.cuda.is_available():` 把它包起来",
    ),
    "refused.bfloat16": (
        "it has the number types of NumPy, not bfloat16, float8, 4-bit types or wide unsigned ones. "
        "Fix: torch.float32, or torch.int64",
        "它只有 NumPy 的数类型，没有 bfloat16、float8、4 位类型和较宽的无符号类型。"
        "改法：torch.float32 或 torch.int64",
    ),
    "refused.complex": (
        "it has no complex numbers. Fix: keep the real and the imaginary part in two tensors, or compute "
        "with NumPy and come back with torch.from_numpy",
        "它没有复数。改法：把实部和虚部放在两个张量里，或用 NumPy 计算，再用 torch.from_numpy 转回",
    ),
    "refused.custom": (
        "operations and dispatch cannot be registered from outside. "
        "Fix: write a torch.autograd.Function with forward and backward",
        "不能从外部注册运算和分派。改法：写一个带 forward 和 backward 的 torch.autograd.Function",
    ),
    "refused.compiler": (
        "it has a compiler of its own, without PyTorch's dynamo and inductor. Fix: torch.compile(model)",
        "它有自己的编译器，没有 PyTorch 的 dynamo 和 inductor。改法：torch.compile(model)",
    ),
    "refused.distributed": (
        "one process trains one model. Fix: leave the line out, or guard it with "
        "`if torch.distributed.is_available():`; tidu.sweep uses all processors for many runs",
        "一个模型由一个进程训练。改法：去掉这一行，或用 `if torch.distributed.is_available():` 把它包起来；"
        "多次训练可用 tidu.sweep 占满所有处理器",
    ),
    "refused.processes_needed": (
        "DistributedDataParallel needs several processes: {why}",
        "DistributedDataParallel 需要多个进程：{why}",
    ),
    "refused.distributions": (
        "this distribution, or what only such ones need, has not been written. "
        "Fix: one of those that dir(torch.distributions) lists",
        "这个分布（或只有这类分布才需要的部分）没有写。改法：使用 dir(torch.distributions) 列出的分布",
    ),
    "refused.download": (
        "it downloads nothing. Fix: save the weights as a file, and read it with torch.load(path)",
        "它不下载任何东西。改法：把权重存成文件，再用 torch.load(path) 读取",
    ),
    "refused.forward": (
        "it has no forward-mode differentiation with dual tensors. Fix: torch.autograd.functional.jvp",
        "它没有基于对偶张量的前向求导。改法：torch.autograd.functional.jvp",
    ),
    "refused.fourier": (
        "the Fourier transform gives complex numbers, which it does not have. "
        "Fix: numpy.fft on x.numpy(), and torch.from_numpy of the real part",
        "傅里叶变换的结果是复数，而它没有复数。"
        "改法：对 x.numpy() 使用 numpy.fft，再对实部用 torch.from_numpy",
    ),
    "refused.fx": (
        "models are not rewritten as graphs of Python calls. Fix: forward hooks "
        "(module.register_forward_hook) see what passes; torch.compile(model) makes it fast",
        "不能把模型改写为 Python 调用的图。改法：用前向钩子（module.register_forward_hook）查看经过的值；"
        "用 torch.compile(model) 加速",
    ),
    "refused.inner": (
        "it is a part of PyTorch's own machinery. "
        "Fix: use the public function or module that it stands behind",
        "它是 PyTorch 自身机制的一部分。改法：使用它所服务的公开函数或模块",
    ),
    "refused.jit": (
        "it has no TorchScript. Fix: call the model as it is; torch.compile(model) makes it fast, and "
        "torch.save(model, path) keeps it",
        "它没有 TorchScript。"
        "改法：直接调用模型；用 torch.compile(model) 加速，用 torch.save(model, path) 保存",
    ),
    "refused.linear": (
        "PyTorch has moved it. Fix: torch.linalg.lstsq, torch.linalg.matrix_rank, torch.linalg.solve, "
        "or torch.linalg.eigh for symeig",
        "PyTorch 已把它移走。改法：torch.linalg.lstsq、torch.linalg.matrix_rank、torch.linalg.solve；"
        "symeig 改用 torch.linalg.eigh",
    ),
    "refused.memory": (
        "a tensor's memory is a NumPy array, with no storage object to look at or exchange. "
        "Fix: x.numpy() shares the memory; x.copy_(other) writes into it",
        "张量的内存就是 NumPy 数组，没有可查看或替换的 storage 对象。"
        "改法：x.numpy() 与它共享内存；x.copy_(other) 写入其中",
    ),
    "refused.named": (
        "it does not name dimensions. Fix: number them, x.sum(dim=1)",
        "它不给维度命名。改法：用编号，例如 x.sum(dim=1)",
    ),
    "refused.nested": (
        "tensors of rows of different lengths do not exist in it. "
        "Fix: torch.nn.utils.rnn.pad_sequence, and a mask",
        "它没有行长不一的张量。改法：torch.nn.utils.rnn.pad_sequence，再加一个掩码",
    ),
    "refused.networks": (
        "it has none of torchvision's ready-made networks and their parts. "
        "Fix: build the network with torch.nn; weights that PyTorch saved open with torch.load(path)",
        "它没有 torchvision 的现成网络及其部件。改法：用 torch.nn 搭建网络；"
        "PyTorch 保存的权重可用 torch.load(path) 打开",
    ),
    "refused.pictures": (
        "pictures are opened with Pillow. Fix: PIL.Image.open(path), and transforms.PILToTensor()",
        "图像用 Pillow 打开。改法：PIL.Image.open(path)，再用 transforms.PILToTensor()",
    ),
    "refused.old": (
        "PyTorch itself has given it up. Fix: the name that its documentation gives in its place",
        "PyTorch 自己也已弃用它。改法：使用其文档给出的替代名字",
    ),
    "refused.onnx": (
        "it does not write ONNX. Fix: torch.save(model.state_dict(), path), and export the same model "
        "with PyTorch",
        "它不能写 ONNX。改法：用 torch.save(model.state_dict(), path) 保存，再在 PyTorch 中导出同一个模型",
    ),
    "refused.processes": (
        "tensors are not shared among processes. Fix: x.numpy() through multiprocessing, or threads",
        "张量不能在进程间共享。改法：用 multiprocessing 传递 x.numpy()，或使用线程",
    ),
    "refused.profiler": (
        "it has one profiler, of operations on the CPU. Fix: with torch.autograd.profiler.profile() as "
        "prof: ..., "
        "then print(prof.key_averages().table())",
        "它只有一个分析器，记录 CPU 上的各个运算。改法：with torch.autograd.profiler.profile() as prof: ...，"
        "之后 print(prof.key_averages().table())",
    ),
    "refused.quantised": (
        "it has no quantised tensors. Fix: keep float32, or float16 for storing",
        "它没有量化张量。改法：保持 float32，存储时可用 float16",
    ),
    "refused.sparse": (
        "it has no sparse tensors. Fix: a dense tensor, or scipy.sparse and torch.from_numpy of the result",
        "它没有稀疏张量。改法：用稠密张量，或用 scipy.sparse 计算后对结果用 torch.from_numpy",
    ),
    "refused.symbolic": (
        "shapes are whole numbers in it, never symbols. Fix: int, float or bool",
        "形状在这里都是整数，从不是符号。改法：用 int、float 或 bool",
    ),
}
