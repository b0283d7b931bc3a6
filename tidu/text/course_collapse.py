"""Sentences of the experiment `collapse` (C22)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_collapse.title": ("Linear layers in a row collapse to one", "线性层叠得再多，也只是一层"),
    "course_collapse.see": (
        "Here {layers} linear layers follow each other, with {parameters} weights and biases drawn at "
        "random. r = b + Wx is put into the next b + Wr, and brackets can be multiplied out: W₂(W₁x + b₁) + "
        "b₂ = (W₂W₁)x + (W₂b₁ + b₂). So all the matrices together are one matrix. Multiplied out here: ŷ = "
        "{bias:.3g} + {matrix} · x, which is {single} numbers instead of {parameters}. Along a straight "
        "walk through the inputs (left picture), the stack's line and the dots of this one layer never "
        "differ by more than {difference:.0e}: rounding, nothing else.",
        "这里有 {layers} 个线性层首尾相接，共 {parameters} 个随机的权重和偏置。把 r = b + Wx 代入下一层的 b "
        "+ Wr，括号可以乘开：W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂)。于是所有矩阵合起来只是一个矩阵。在"
        "这里乘出来就是 ŷ = {bias:.3g} + {matrix} · x：{single} 个数就顶替了 {parameters} 个。沿着一条直线"
        "穿过输入空间（左图），整叠网络的线与这一层的点，相差从不超过 {difference:.0e}：只是舍入误差，别无"
        "其他。",
    ),
    "course_collapse.bent": (
        "In the right picture the same weights have a {activation} between the layers. The output along the "
        "same walk is no longer a straight line: even the nearest one misses it by {off:.2g} on average "
        "(root mean square), where the curve itself varies by {spread:.2g}. No single layer can do that. "
        "What makes depth worth something is the bend between the layers.",
        "右图用的是同样的权重，只是在层与层之间加上了 {activation}。沿同一条直线走，输出不再是直线：就算是"
        "最接近的直线，平均（均方根）也差 {off:.2g}，而曲线自身的起伏是 {spread:.2g}。任何单独一层都做不到"
        "这一点。层与层之间的这个弯，才让深度有了意义。",
    ),
    "course_collapse.still": (
        "In the right picture the same weights have a {activation} between the layers, but on this walk it "
        "never bends: its neurons stay on one straight piece, or are all switched off. A wider stack or "
        "another seed has neurons that turn on the way.",
        "右图用的是同样的权重，只是在层与层之间加上了 {activation}，可在这条路上它碰巧没有弯：神经元一直待"
        "在同一段直线上，或者全部没有激活。把网络加宽，或换一个种子，就会有神经元在途中转弯。",
    ),
    "course_collapse.faded": (
        "In the right picture the same weights have a {activation} between the layers, but on this walk "
        "the output hardly moves at all ({spread:.0e}). Each {activation} flattens what it is given, and "
        "after {layers} layers next to nothing is left of the input that could bend. Fewer layers show "
        "the bend.",
        "右图用的是同样的权重，只是在层与层之间加上了 {activation}，可在这条路上输出几乎一动不动（起伏 "
        "{spread:.0e}）。每个 {activation} 都把信号压扁一些，过了 {layers} 层，输入已经不剩什么可弯的了。层"
        "数少一些，才看得到弯。",
    ),
    "course_collapse.try": (
        "Thirty layers are still one, and with ReLU next to nothing gets through: `tidu course collapse "
        "--layers 30`\n"
        "A smooth bend instead of corners: `tidu course collapse --activation tanh`\n"
        "Many more neurons, many more corners: `tidu course collapse --width 50 --layers 4`",
        "叠到三十层，仍然只是一层；加上 ReLU，信号几乎传不过去：`tidu course collapse --layers 30`\n"
        "不要折角，换成光滑的弯：`tidu course collapse --activation tanh`\n"
        "神经元多得多，折角也多得多：`tidu course collapse --width 50 --layers 4`",
    ),
    "course_collapse.inputs": ("How many numbers go in.", "输入几个数。"),
    "course_collapse.layers": ("How many linear layers follow each other.", "几个线性层首尾相接。"),
    "course_collapse.walk": ("place on a straight walk through the inputs", "穿过输入空间的直线上的位置"),
    "course_collapse.without": ("without activation", "没有激活函数"),
    "course_collapse.with": ("with {activation} between the layers", "层间加上 {activation}"),
    "course_collapse.stack": ("{layers} layers", "{layers} 层"),
    "course_collapse.single": ("one layer: the product", "一层：所有矩阵的乘积"),
    "course_collapse.nearest": ("nearest straight line", "最接近的直线"),
}
