"""Sentences of printing tensors."""

SENTENCES: dict[str, tuple[str, str]] = {
    "printing.format_many": (
        "unsupported format string passed to {owner}.__format__: '{spec}' formats one number, "
        "but this {owner} has shape {shape}. "
        "Fix: torch.set_printoptions(precision=2), or format one element, "
        "such as f'{{x{index}:{spec}}}'",
        "unsupported format string passed to {owner}.__format__：'{spec}' 只能格式化一个数，"
        "而这个 {owner} 的形状是 {shape}。"
        "改法：torch.set_printoptions(precision=2)，或只格式化一个元素，"
        "例如 f'{{x{index}:{spec}}}'",
    ),
    "printing.whole_number": (
        "set_printoptions: {name} is {value!r}, but it counts digits, items or characters "
        "and must be a whole number from 0 up. Fix: {name}={default}",
        "set_printoptions：{name} 是 {value!r}，但它表示位数、个数或字符数，"
        "必须是从 0 开始的整数。改法：{name}={default}",
    ),
    "printing.profile": (
        "set_printoptions: there is no profile {value!r}; the profiles are {known}. "
        "Fix: profile='default'",
        "set_printoptions：没有名为 {value!r} 的 profile；可用的有 {known}。"
        "改法：profile='default'",
    ),
}
