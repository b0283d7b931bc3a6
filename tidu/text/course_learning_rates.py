"""Sentences of the experiment `learning-rates` (C33)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_learning_rates.title": ("Learning rates, small to too large", "学习率：从太小到太大"),
    "course_learning_rates.see": (
        "The same linear model learns y = 2 x1 − 3.4 x2 + 4.2 from {rows} samples in batches of "
        "{batch_size}, from the same start, with half the squared error as the loss: {first_loss:.3g} "
        "before the first step. After {epochs} epochs ({steps} steps) the loss is, with the learning rate "
        "in brackets: {listed}.",
        "同一个线性模型，从同样的起点出发，从 {rows} 个样本学习 y = 2 x1 − 3.4 x2 + 4.2，每批 {batch_size} "
        "个，损失是误差平方的一半：第一步之前为 {first_loss:.3g}。{epochs} 轮（{steps} 步）之后，损失分别是"
        "（括号中是学习率）：{listed}。",
    ),
    "course_learning_rates.faster": (
        "In this range a larger rate is simply faster: each step takes away a larger share of the error. "
        "With {smallest:g} the loss is still {smallest_loss:.2g} where {lowest:g} has reached "
        "{lowest_loss:.2g}.",
        "在这个范围里，学习率越大就越快：每一步消去的误差比例更大。用 {smallest:g} 时损失还有 "
        "{smallest_loss:.2g}，用 {lowest:g} 已经降到 {lowest_loss:.2g}。",
    ),
    "course_learning_rates.mixed": (
        "Larger is not always better: the lowest loss, {lowest_loss:.2g}, is that of {lowest:g}. Small "
        "rates come late, large ones tremble about the minimum; and those that have come down to the "
        "noise differ by chance only.",
        "并不总是越大越好：最低的损失 {lowest_loss:.2g} 属于 {lowest:g}。太小的来得晚，太大的在最低点附近"
        "颤抖；而已经降到噪声水平的那些，相互间的差别只是偶然。",
    ),
    "course_learning_rates.level": (
        "They have all arrived: half the square of the noise is {floor:.2g}, and no rate gets far below "
        "it. What they still differ by is chance. A race over fewer epochs would tell them apart.",
        "它们都到了：噪声平方的一半是 {floor:.2g}，哪个学习率都不会比它低多少。剩下的差别只是偶然。少训练"
        "几轮，才分得出快慢。",
    ),
    "course_learning_rates.unmoved": (
        "They differ by next to nothing: in {steps} steps none of these rates has led far enough to tell "
        "them apart. Take larger ones, or more epochs.",
        "它们几乎没有差别：走了 {steps} 步，这些学习率都还没走多远，分不出快慢。把学习率取大些，或多训练几"
        "轮。",
    ),
    "course_learning_rates.some_climb": (
        "Some of these rates end above where they began. The lowest loss, {lowest_loss:.2g}, is that of "
        "{lowest:g}.",
        "其中有些学习率结束时的损失比开始还高。最低的损失 {lowest_loss:.2g} 属于 {lowest:g}。",
    ),
    "course_learning_rates.climbs": (
        "{too_large:g} is too large: the loss goes from {first_loss:.3g} to {too_large_loss:.3g} by epoch "
        "{too_large_epochs}. Each step runs past the minimum and ends further from it than it began, where "
        "the gradient is larger, so the next step is larger still. When a loss grows, this is the first "
        "thing to try: divide the learning rate by ten.",
        "{too_large:g} 就太大了：到第 {too_large_epochs} 轮，损失从 {first_loss:.3g} 变成了 "
        "{too_large_loss:.3g}。每一步都冲过最低点，落到比原来更远的地方，那里梯度更大，下一步就跨得更远。看"
        "到损失越来越大，首先要试的就是把学习率除以十。",
    ),
    "course_learning_rates.held": (
        "The rate that was meant to be too large, {too_large:g}, is not: its loss ends at "
        "{too_large_loss:.3g}, below the start.",
        "本想取得太大的学习率 {too_large:g} 其实还不算太大：损失最后是 {too_large_loss:.3g}，低于起点。",
    ),
    "course_learning_rates.try": (
        "Go up by tens to find where it breaks: `tidu course learning-rates --rates 0.001,0.01,0.1,1`\n"
        "Is 0.5 too large as well? `tidu course learning-rates --too-large 0.5`\n"
        "Larger batches know the slope better and bear larger rates: `tidu course learning-rates "
        "--batch-size 200 --too-large 1.5`",
        "每次放大十倍，找到撑不住的地方：`tidu course learning-rates --rates 0.001,0.01,0.1,1`\n"
        "取 0.5 也算太大吗？`tidu course learning-rates --too-large 0.5`\n"
        "批量越大，坡度越准，也就受得住更大的学习率：`tidu course learning-rates --batch-size 200 "
        "--too-large 1.5`",
    ),
    "course_learning_rates.rates": (
        "Learning rates to compare, separated by commas.",
        "要比较的学习率，用逗号隔开。",
    ),
    "course_learning_rates.too_large": ("One more, meant to be too large.", "另外一个，故意取得太大。"),
}
