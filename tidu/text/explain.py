"""Derivations: the words around the formulas."""

SENTENCES: dict[str, tuple[str, str]] = {
    "explain.title": ("Derivation of {name}", "{name} 的推导"),
    "explain.title_wrt": ("How {name} depends on {by}", "{name} 如何依赖 {by}"),
    "explain.given": ("Given", "已知"),
    "explain.forward": ("Forward", "前向计算"),
    "explain.backward": ("Backward, by the chain rule", "反向传播：链式法则"),
    "explain.locals": ("Local derivatives", "每一步的导数"),
    "explain.chain": ("The chain rule", "链式法则"),
    "explain.meaning_title": ("In words", "含义"),
    "explain.meaning": (
        "If {by} grows by {nudge}, {name} changes by about {change}.",
        "{by} 增加 {nudge}，{name} 大约变化 {change}。",
    ),
    "explain.words": ("Signs", "记号"),
    "explain.large": ("{shape}, ‖·‖ = {norm}: {first}, …", "{shape}，‖·‖ = {norm}：{first}，…"),
    "explain.large_whole": ("{shape}: {first}, …", "{shape}：{first}，…"),
    "explain.path": ("{path}, {rest}", "{path}，{rest}"),
    "explain.word_sigmoid": ("σ(x) = 1/(1 + e⁻ˣ)", "σ(x) = 1/(1 + e⁻ˣ)"),
    "explain.word_softmax": (
        "softmax(x): e to the power of each number, divided by their sum, so that a row adds up to 1",
        "softmax(x)：每个数取 e 的幂，再除以它们的和，于是每行之和为 1",
    ),
    "explain.word_normal_share": (
        "Φ(x): the share of the standard normal distribution below x",
        "Φ(x)：标准正态分布在 x 以下的份额",
    ),
    "explain.word_onehot": (
        "onehot(y): in each row a 1 at its class, else 0",
        "onehot(y)：每行在所属类别处为 1，其余为 0",
    ),
    "explain.word_indicator": ("1{{…}}: 1 where it holds, else 0", "1{{…}}：成立处为 1，否则为 0"),
    "explain.word_product": (
        "⊙ multiplies element by element; powers and functions are taken element by element, too",
        "⊙ 表示逐元素相乘；幂与函数也逐元素计算",
    ),
    "explain.word_axes": (
        "Σᵢ adds over the first axis (rows), Σⱼ over the second (columns)",
        "Σᵢ 沿第一个维度（行）求和，Σⱼ 沿第二个维度（列）求和",
    ),
    "explain.word_norm": (
        "‖·‖ is the root of the sum of squares; the first few numbers follow",
        "‖·‖ 是平方和的平方根，冒号后是最前面的几个数",
    ),
    "explain.language": (
        "The languages are en and zh, not {given!r}. Fix: lang=\"zh\"",
        "语言只有 en 和 zh，没有 {given!r}。改法：lang=\"zh\"",
    ),
    "explain.digits": (
        "A number is shown in 1 to 17 digits, not in {given!r}. Fix: digits=4",
        "有效数字的位数是 1 到 17，不能是 {given!r}。改法：digits=4",
    ),
    "explain.not_part": (
        "The result does not depend on this tensor of shape {shape}: it has no requires_grad=True, or it "
        "was not used. Fix: name one that was, as in explain(loss, wrt=w)",
        "结果不依赖这个形状为 {shape} 的张量：它没有 requires_grad=True，或没有参与计算。"
        "改法：写一个参与了计算的张量，例如 explain(loss, wrt=w)",
    ),
    "explain.itself": (
        "The derivative of a result by itself is 1. Fix: name what it was computed from, as in wrt=w",
        "结果对自身的导数就是 1。改法：写出它由什么算出，例如 wrt=w",
    ),
    "explain.no_name": (
        "There is no {name!r} in this computation that has a gradient; there are {names}. "
        "Fix: wrt=\"{near}\"",
        "这个计算里没有名为 {name!r} 且带梯度的量；有的是 {names}。改法：wrt=\"{near}\"",
    ),
}
