"""The document on the differences from PyTorch: its headings, and what behaves otherwise."""

SENTENCES: dict[str, tuple[str, str]] = {
    "differences.title": (
        "Where Tidu differs from PyTorch",
        "Tidu 与 PyTorch 的不同之处",
    ),
    "differences.about": (
        "This file is made from the table that refuses what is listed here: `python -m "
        "tidu.compat.differences docs` writes it anew, and a test looks whether it is current.",
        "本文件由拒绝下列名字的表生成：`python -m tidu.compat.differences docs` 会重新写出它，"
        "并有测试检查它是否最新。",
    ),
    "differences.otherwise": (
        "What behaves otherwise",
        "行为不同的部分",
    ),
    "differences.refused": (
        "What is refused",
        "被拒绝的部分",
    ),
    "differences.how": (
        "Asking for one of these names raises an AttributeError, importing it an ImportError, "
        "with the sentence below.",
        "使用这些名字会引发 AttributeError，导入它们会引发 ImportError，并附上下面的说明。",
    ),
    "differences.whole": (
        "everything in {modules}, but for the names that Tidu has there",
        "{modules} 中的一切，除了 Tidu 在那里拥有的名字",
    ),
    "differences.accelerator": (
        "Graphics cards",
        "显卡",
    ),
    "differences.bfloat16": (
        "Other number types, and mixed precision",
        "其他数类型与混合精度",
    ),
    "differences.compiler": (
        "PyTorch's own compiler",
        "PyTorch 自己的编译器",
    ),
    "differences.complex": (
        "Complex numbers",
        "复数",
    ),
    "differences.custom": (
        "Operations from outside",
        "外部注册的运算",
    ),
    "differences.distributed": (
        "Training on several machines",
        "多机训练",
    ),
    "differences.distributions": (
        "Rarer distributions",
        "较少见的分布",
    ),
    "differences.download": (
        "Downloads",
        "下载",
    ),
    "differences.forward": (
        "Forward-mode differentiation",
        "前向求导",
    ),
    "differences.fourier": (
        "Fourier transforms",
        "傅里叶变换",
    ),
    "differences.fx": (
        "Rewriting models",
        "改写模型",
    ),
    "differences.inner": (
        "Inner names",
        "内部名字",
    ),
    "differences.jit": (
        "TorchScript",
        "TorchScript",
    ),
    "differences.linear": (
        "Moved linear algebra",
        "移走的线性代数",
    ),
    "differences.memory": (
        "Storages",
        "storage 对象",
    ),
    "differences.named": (
        "Named dimensions",
        "命名维度",
    ),
    "differences.nested": (
        "Nested and masked tensors",
        "嵌套张量与掩码张量",
    ),
    "differences.networks": (
        "Ready-made networks",
        "现成的网络",
    ),
    "differences.old": (
        "What PyTorch has given up",
        "PyTorch 已弃用的部分",
    ),
    "differences.onnx": (
        "ONNX",
        "ONNX",
    ),
    "differences.pictures": (
        "Opening pictures",
        "打开图像",
    ),
    "differences.processes": (
        "Tensors shared among processes",
        "进程间共享的张量",
    ),
    "differences.profiler": (
        "The profiler",
        "性能分析器",
    ),
    "differences.quantised": (
        "Quantised tensors",
        "量化张量",
    ),
    "differences.sparse": (
        "Sparse tensors",
        "稀疏张量",
    ),
    "differences.symbolic": (
        "Symbolic shapes",
        "符号形状",
    ),
    "differences.is_named": (
        "`torch.bfloat16` is a name, for tables of types and comparisons; every use of it as a type is "
        "refused. Names for several processes (`from torch.distributed import init_process_group`) can be "
        "imported, as programs do that also run alone, and are refused when they are called.",
        "`torch.bfloat16` 只是一个名字，可以写进类型表、用来比较；把它当作类型使用时会被拒绝。"
        "多进程训练的名字（`from torch.distributed import init_process_group`）可以导入——"
        "有些程序在开头导入它们，也能单独运行——调用时才被拒绝。",
    ),
    "differences.is_devices": (
        "A graphics card means the CPU: `.cuda()`, `device='cuda'` and `.to('mps')` are "
        "accepted, and said once. `torch.cuda.is_available()` is False.",
        "显卡就是 CPU：接受 `.cuda()`、`device='cuda'` 和 `.to('mps')`，并提示一次。"
        "`torch.cuda.is_available()` 为 False。",
    ),
    "differences.is_files": (
        "`torch.save` writes a zip of JSON and safetensors, never a pickle; PyTorch cannot "
        "read it. `torch.load` reads it, safetensors files and PyTorch's own .pt and .pth "
        "files of tensors, and never runs code of a file.",
        "`torch.save` 写的是由 JSON 和 safetensors 组成的 zip，从不写 pickle；PyTorch 读不了它。"
        "`torch.load` 能读它、safetensors 文件，以及 PyTorch 自己的 .pt、.pth 张量文件，"
        "并且从不执行文件中的代码。",
    ),
    "differences.is_whole_models": (
        "A whole model through `torch.save` comes back if its class is defined or imported "
        "in the program that loads it; PyTorch's files of whole models are refused.",
        "用 `torch.save` 保存的整个模型，只要载入它的程序定义或导入了它的类，就能恢复；"
        "PyTorch 的整模型文件则被拒绝。",
    ),
    "differences.is_weights_only": (
        "`weights_only` may stay out for whole models: None does not refuse them, as loading "
        "is safe either way. True does.",
        "载入整个模型时可以不写 `weights_only`：None 不会拒绝，因为怎样载入都安全；True "
        "会拒绝。",
    ),
    "differences.is_bfloat16_files": (
        "bfloat16 tensors in PyTorch's files come as float32.",
        "PyTorch 文件中的 bfloat16 张量会变成 float32。",
    ),
    "differences.is_version": (
        "`torch.__version__` is that of the PyTorch whose names Tidu has, followed by `+tidu`, "
        "where Tidu stands in under the name torch; `tidu.__version__` is Tidu's own.",
        "当 Tidu 以 torch 之名顶替时，`torch.__version__` 是 Tidu 所对应的 PyTorch 版本加 "
        "`+tidu`；`tidu.__version__` 是 Tidu 自己的版本。",
    ),
    "differences.is_autocast": (
        "`autocast` and `GradScaler` for a graphics card are off, as in PyTorch without "
        "one; on the CPU they are refused unless disabled.",
        "用于显卡的 `autocast` 和 `GradScaler` 是关闭的，与没有显卡的 PyTorch 相同；在 "
        "CPU 上，除非禁用，否则被拒绝。",
    ),
    "differences.is_compile": (
        "`torch.compile` is Tidu's own compiler; what it cannot record runs eagerly, and "
        "it says why.",
        "`torch.compile` 是 Tidu 自己的编译器；不能记录的部分照常执行，并说明原因。",
    ),
    "differences.is_determinism": (
        "One seed gives one result; `use_deterministic_algorithms` and the switches of "
        "`torch.backends` are kept and change nothing.",
        "一个种子对应一个结果；`use_deterministic_algorithms` 和 `torch.backends` 的开关只被记住，"
        "不改变任何东西。",
    ),
    "differences.is_workers": (
        "`num_workers` of a DataLoader may be given; batches are made in order, in the "
        "same process.",
        "DataLoader 的 `num_workers` 可以给出；各批数据在同一进程中按顺序生成。",
    ),
    "differences.is_vision": (
        "`torchvision` is `tidu.vision`: transforms, datasets that lie on the disk, grids "
        "of images. It downloads nothing.",
        "`torchvision` 就是 `tidu.vision`：变换、磁盘上的数据集、图像网格。它不下载任何东西。",
    ),
    "differences.is_board": (
        "`SummaryWriter.add_graph` writes nothing, and says so once.",
        "`SummaryWriter.add_graph` 不写任何东西，并提示一次。",
    ),
    "differences.is_unseeded": (
        "Without `manual_seed` every run begins at the same seed, where PyTorch begins at a random one; "
        "`torch.seed()` takes a random one. `get_rng_state` has a layout of its own.",
        "没有调用 `manual_seed` 时，每次运行都从同一个种子开始（PyTorch 是随机的）；"
        "`torch.seed()` 取随机种子。`get_rng_state` 的格式是 Tidu 自己的。",
    ),
    "differences.is_rsample": (
        "`rsample` of Gamma, Beta, Chi2, Dirichlet, StudentT, FisherSnedecor and InverseGamma has no "
        "gradient: `has_rsample` is False, and it is refused where a parameter asks for one.",
        "Gamma、Beta、Chi2、Dirichlet、StudentT、FisherSnedecor、InverseGamma 的 `rsample` 没有梯度："
        "`has_rsample` 为 False，参数需要梯度时会拒绝。",
    ),
    "differences.is_searching": (
        "`LBFGS` and `Muon` run eagerly, also where a step or a run is compiled.",
        "`LBFGS` 和 `Muon` 总是即时执行，即使这一步或整个训练要求编译。",
    ),
    "differences.is_rounding": (
        "float32 sums and products are NumPy's: their last digits differ from PyTorch's, which differ "
        "between processors too. Adam magnifies that where a gradient is nothing but rounding, as that of "
        "a bias before BatchNorm.",
        "float32 的求和与乘积由 NumPy 计算：末位数字可能与 PyTorch 不同（PyTorch 在不同处理器上也各不相同）。"
        "梯度只剩舍入误差时（例如 BatchNorm 之前的偏置），Adam 会把它放大。",
    ),
    "differences.is_sentences": (
        "Errors have PyTorch's types and Tidu's sentences.",
        "错误的类型与 PyTorch 相同，说明文字是 Tidu 的。",
    ),
}
