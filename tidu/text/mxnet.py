"""Sentences of MXNet's spelling."""

SENTENCES: dict[str, tuple[str, str]] = {
    "mxnet.scalar": (
        "The array of shape {shape} is not a scalar. Fix: x.sum().asscalar()",
        "形状为 {shape} 的数组不是标量。改法：x.sum().asscalar()",
    ),
    "mxnet.in_place": (
        "Inplace operations (+=, -=, x[:]=, etc) are not supported when recording with autograd. "
        "Fix: x = x + y",
        "用 autograd 记录时不支持就地运算（+=、-=、x[:]= 等）。改法：x = x + y",
    ),
    "mxnet.no_data": (
        "Parameter {name} has not been initialized: it gets its numbers when its shape is known. "
        "Fix: net.initialize(), then call the network once",
        "参数 {name} 尚未初始化：知道形状之后才会有数。改法：net.initialize()，再调用一次网络",
    ),
    "mxnet.no_forward": (
        "{name} does not say what it computes. Fix: def forward(self, x): return ...",
        "{name} 没有说明它计算什么。改法：def forward(self, x): return ...",
    ),
    "mxnet.dataset": (
        "{name} does not say what its samples are. Fix: def __getitem__(self, idx) and def __len__(self)",
        "{name} 没有说明它的样本是什么。改法：定义 __getitem__(self, idx) 和 __len__(self)",
    ),
    "mxnet.activation": (
        "There is no activation {given!r}. Fix: one of {known}",
        "没有激活函数 {given!r}。改法：{known} 之一",
    ),
    "mxnet.lengths": (
        "All arrays must have the same length; they have {lengths}. Fix: cut the longer ones",
        "所有数组的长度必须相同，现在是 {lengths}。改法：截短较长的数组",
    ),
    "mxnet.optimizer": (
        "There is no optimizer {given!r}. Fix: one of {known}",
        "没有优化器 {given!r}。改法：{known} 之一",
    ),
    "mxnet.setting": (
        "The optimizer has no setting {name!r}. Fix: one of {known}",
        "优化器没有设置 {name!r}。改法：{known} 之一",
    ),
}
