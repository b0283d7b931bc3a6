"""Sentences of writing for TensorBoard."""

SENTENCES: dict[str, tuple[str, str]] = {
    "board.missing": (
        "SummaryWriter needs TensorBoard and Pillow, and there is no {name}. "
        "Fix: pip install tensorboard pillow",
        "SummaryWriter 需要 TensorBoard 和 Pillow，而缺少 {name}。改法：pip install tensorboard pillow",
    ),
    "board.empty": (
        "add_histogram: {tag!r} holds no numbers, so there is nothing to count. Fix: leave the call out",
        "add_histogram：{tag!r} 里没有数，无从统计。改法：去掉这次调用",
    ),
    "board.layout": (
        "An image of shape {shape} does not have the axes {layout!r}. Fix: dataformats='HWC', one letter of "
        "N, C, H, W an axis",
        "形状为 {shape} 的图像与轴 {layout!r} 不符。"
        "改法：dataformats='HWC'，每个轴对应 N、C、H、W 中的一个字母",
    ),
    "board.graph": (
        "add_graph writes nothing: Tidu does not draw graphs for TensorBoard. This is said once. "
        "To be rid of it: leave the call out, and print(model)",
        "add_graph 不写任何东西：Tidu 不为 TensorBoard 画图。此提示只出现一次。"
        "若要去掉：删除这次调用，改用 print(model)",
    ),
}
