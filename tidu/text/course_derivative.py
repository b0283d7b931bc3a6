"""Sentences of the experiment `derivative` (C14)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_derivative.title": ("A slope from ever smaller steps", "用越来越小的步长求斜率"),
    "course_derivative.see": (
        "The curve is y = 3x² − 4x. At x = {x:g} its slope is {slope:g}: that is 6x − 4, and backward() "
        "gives the same number. Without calculus one can go a small step h to the right and divide: (f(x "
        "+ h) − f(x)) / h. With h = 0.1, 0.01, 0.001 this gives {first:.7g}, {second:.7g}, {third:.7g}. "
        "But for rounding it is too large by 3h, because the curve bends upwards; a step ten times "
        "smaller makes this error ten times smaller, the straight line in the right picture.",
        "曲线是 y = 3x² − 4x。在 x = {x:g} 处斜率为 {slope:g}，即 6x − 4；backward() 给出的也是这个数。不"
        "用微积分，也可以向右走一小步 h 再相除：(f(x + h) − f(x)) / h。h 取 0.1、0.01、0.001 时，得到 "
        "{first:.7g}、{second:.7g}、{third:.7g}。不计舍入误差，它总是大出 3h，因为曲线向上弯；步长缩小到十"
        "分之一，这个误差也缩小到十分之一，就是右图中的那条直线。",
    ),
    "course_derivative.rounding": (
        "But not for ever. The error is smallest at h = {best_h:.0e}, where it is {best_error:.1e}; at h = "
        "{last_h:.0e} it is {last_error:.1e}. There f(x + h) and f(x) differ by so little that of the 16 "
        "digits or so that the computer keeps, subtracting them leaves about {kept}, and dividing by the "
        "tiny h magnifies their rounding. This is one reason why training takes its slopes "
        "from backward(); the other is that a quotient needs a run of the network for every weight.",
        "但不会一直准下去。h = {best_h:.0e} 时误差最小，为 {best_error:.1e}；到 h = {last_h:.0e} 时误差是 "
        "{last_error:.1e}。此时 f(x + h) 与 f(x) 相差极小：计算机保留约 16 位数字，一相减只剩下大约 {kept} "
        "位，再除以极小的 h，其中的舍入误差就被放大。这是训练用 backward() 求斜率的一个原"
        "因；另一个原因是，差商要为每个权重都把网络算一遍。",
    ),
    "course_derivative.vanished": (
        "But not for ever. The error is smallest at h = {best_h:.0e}, where it is {best_error:.1e}. From "
        "there on f(x + h) and f(x) agree in more and more of the 16 digits that the computer keeps, and "
        "dividing by the tiny h magnifies the rounding in the few that are left. At h = {last_h:.0e} "
        "nothing is left: to the computer f(x + h) and f(x) are the same number, the difference is 0, and "
        "the error is as large as the slope itself, {last_error:.1e}. This is one reason why training takes "
        "its slopes from backward(); the other is that a quotient needs a run of the network for every "
        "weight.",
        "但不会一直准下去。h = {best_h:.0e} 时误差最小，为 {best_error:.1e}。再往下，f(x + h) 与 f(x) 在计"
        "算机保留的约 16 位数字中相同的越来越多，除以极小的 h，剩下那几位里的舍入误差就被放大。到 h = "
        "{last_h:.0e}，什么都不剩了：对计算机来说，f(x + h) 与 f(x) 成了同一个数，差是 0，误差就等于斜率本"
        "身的大小 {last_error:.1e}。这是训练用 backward() 求斜率的一个原因；另一个原因是，差商要为每个权重"
        "都把网络算一遍。",
    ),
    "course_derivative.level": (
        "At h = {last_h:.0e} f(x + h) and f(x) are the same number to the computer: the difference is 0, and "
        "the quotient is 0 whatever the slope is. Here the slope itself is 0, but for rounding, so the error "
        "is next to nothing ({last_error:.1e}) by luck. Take another x to see what the rounding does.",
        "到 h = {last_h:.0e}，对计算机来说 f(x + h) 与 f(x) 成了同一个数，差是 0，不管斜率是多少，差商都是 "
        "0。这里的斜率除去舍入误差恰好也是 0，所以误差几乎没有（{last_error:.1e}），只是碰巧。换一个 x，才看"
        "得出舍入误差的作用。",
    ),
    "course_derivative.exact": (
        "At h = {last_h:.0e} the quotient is the slope to its last digit, the error is 0. Here rounding has "
        "not taken over.",
        "到 h = {last_h:.0e}，差商与斜率连最后一位都相同，误差是 0。在这里，舍入误差没有占上风。",
    ),
    "course_derivative.falling": (
        "With {steps} steps the error is still falling: at h = {last_h:.0e} it is {last_error:.1e}. Here "
        "rounding has not taken over.",
        "取 {steps} 个步长，误差还在下降：h = {last_h:.0e} 时为 {last_error:.1e}。在这里，舍入误差没有占上"
        "风。",
    ),
    "course_derivative.try": (
        "Go on until h vanishes beside x, and the quotient is nonsense: `tidu course derivative --steps "
        "18`\n"
        "Far from zero numbers are large, so rounding comes earlier: `tidu course derivative --x 1000`\n"
        "At x = 0 there is next to nothing to cancel: `tidu course derivative --x 0 --steps 16`",
        "一直做到 h 与 x 相比微不足道，差商变得毫无意义：`tidu course derivative --steps 18`\n"
        "离零越远，数越大，舍入误差来得越早：`tidu course derivative --x 1000`\n"
        "在 x = 0 处几乎没有可抵消的数字：`tidu course derivative --x 0 --steps 16`",
    ),
    "course_derivative.x": ("Where the slope is taken.", "在哪一点求斜率。"),
    "course_derivative.steps": (
        "How many step sizes h, each a tenth of the one before.",
        "取多少个步长 h，每个是前一个的十分之一。",
    ),
    "course_derivative.tangent": ("tangent, slope {slope:g}", "切线，斜率 {slope:g}"),
    "course_derivative.error": ("error of the quotient", "差商的误差"),
    "course_derivative.bending": ("3h, from the bend of the curve", "3h，来自曲线的弯曲"),
}
