"""Sentences of the experiment `fitting` (C27)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_fitting.title": ("Underfitting and overfitting", "欠拟合与过拟合"),
    "course_fitting.see": (
        "{rows} samples of a wave, with noise of {noise:g}, are there to learn from; {held} others, which "
        "no fit has seen, judge. A polynomial of degree 0, a level line, has the loss {zero_train:.2g} on "
        "the samples and {zero_held:.2g} on the others.",
        "可供学习的是一条波浪线的 {rows} 个样本，噪声为 {noise:g}；另有 {held} 个谁也没见过的样本当评委。"
        "0 次多项式是一条水平线，在样本上损失为 {zero_train:.2g}，在评委样本上为 {zero_held:.2g}。",
    ),
    "course_fitting.learned": (
        "That is high on both: it is too simple, which is called underfitting. The samples not seen are "
        "predicted best with degree {best_degree}: {best_train:.2g} on the samples, {best_held:.2g} on "
        "the others. On those nobody can get much below {floor:.2g}, the square of the noise (the dotted "
        "line).",
        "两边都高：它太简单了，这叫欠拟合。没见过的样本上最好的是 {best_degree} 次：样本上 "
        "{best_train:.2g}，评委样本上 {best_held:.2g}。在评委样本上，谁也不可能比 {floor:.2g} 低多少，那是"
        "噪声的平方（点线）。",
    ),
    "course_fitting.learned_exactly": (
        "That is high on both: it is too simple, which is called underfitting. The samples not seen are "
        "predicted best with degree {best_degree}: {best_train:.2g} on the samples, {best_held:.2g} on "
        "the others. There is no noise, so nothing but the model keeps the loss from 0.",
        "两边都高：它太简单了，这叫欠拟合。没见过的样本上最好的是 {best_degree} 次：样本上 "
        "{best_train:.2g}，评委样本上 {best_held:.2g}。这里没有噪声，损失到不了 0，只能怪模型。",
    ),
    "course_fitting.nothing": (
        "But here hardly anything does better: the best on the samples not seen is degree {best_degree}, "
        "with {best_held:.2g}. With so few samples and so much noise the wave cannot be made out.",
        "可是这里几乎没有更好的：没见过的样本上最好的是 {best_degree} 次，损失为 {best_held:.2g}。样本这么"
        "少、噪声这么大，看不出波浪的形状。",
    ),
    "course_fitting.overfits": (
        "Every further degree lowers the loss on the samples, but that is no merit: degree {last_degree} "
        "reaches {last_train:.2g} there and {last_held:.3g} on the others. It has learned the noise by "
        "heart, and swings wildly where there is no sample. That is overfitting.",
        "次数再升，样本上的损失还会一直下降，但这不是本事：{last_degree} 次在样本上降到 {last_train:.2g}，"
        "在评委样本上却是 {last_held:.3g}。它把噪声也背了下来，在没有样本的地方大起大落，这是过拟合。",
    ),
    "course_fitting.overfits_exactly": (
        "With higher degrees the loss on the samples comes down to next to nothing, but that is no merit: "
        "degree {last_degree} reaches {last_train:.2g} there and {last_held:.3g} on the others. It goes "
        "through every sample, and in between, where there are none, it goes where it likes. That is "
        "overfitting.",
        "次数高了，样本上的损失可以降到几乎为零，但这不是本事：{last_degree} 次在样本上是 {last_train:.2g}"
        "，在评委样本上却是 {last_held:.3g}。它穿过了每一个样本，而在样本之间的空隙里想怎么走就怎么走，这"
        "是过拟合。",
    ),
    "course_fitting.holds": (
        "Degree {last_degree} lowers the loss on the samples to {last_train:.2g}, and on the others it "
        "has {last_held:.2g}: here there are enough samples, or there is so little noise, that the "
        "additional freedom does little harm.",
        "{last_degree} 次把样本上的损失降到 {last_train:.2g}，评委样本上为 {last_held:.2g}：这里样本够多，"
        "或者噪声够小，多出来的自由没造成多大损害。",
    ),
    "course_fitting.rising": (
        "That is the highest degree there is here: none of them is too flexible. Whether a higher one "
        "would be better still, or too flexible, is told by --degrees.",
        "这已经是这里的最高次数：没有哪个过于灵活。再高会更好，还是过于灵活，用 --degrees 试试就知道。",
    ),
    "course_fitting.networks": (
        "For networks (below left) the width plays this part: with {last_width} neurons {width_train:.2g} "
        "and {width_held:.2g}, best on the others with {best_width} ({best_width_held:.2g}).",
        "对神经网络（左下），扮演这个角色的是宽度：{last_width} 个神经元时为 {width_train:.2g} 和 "
        "{width_held:.2g}；评委样本上最好的是 {best_width} 个（{best_width_held:.2g}）。",
    ),
    "course_fitting.networks_level": (
        "The networks (below left) are hardly better than the level line on the samples not seen: the "
        "best, with {best_width} neurons, has {best_width_held:.2g} there; the widest, with {last_width}, "
        "has {width_held:.2g}, and {width_train:.2g} on the samples.",
        "在没见过的样本上，神经网络（左下）几乎不比水平线好：最好的有 {best_width} 个神经元，损失为 "
        "{best_width_held:.2g}；最宽的有 {last_width} 个，为 {width_held:.2g}，在样本上则为 "
        "{width_train:.2g}。",
    ),
    "course_fitting.sizes": (
        "Below right the model stays the same, degree {last_degree}, and the samples grow in number. With "
        "{few} the two losses are {few_train:.2g} and {few_held:.3g}; with {most} they are {most_train:.2g} "
        "and {most_held:.2g}. What is too flexible for a few samples is right for many: more data is the "
        "surest cure for overfitting, and no cure for underfitting.",
        "右下图中模型不变，仍是 {last_degree} 次，样本却越来越多。{few} 个样本时，两个损失为 "
        "{few_train:.2g} 和 {few_held:.3g}；{most} 个时为 {most_train:.2g} 和 {most_held:.2g}。对少量样本过"
        "于灵活的模型，对大量样本正合适：更多的数据是治过拟合最可靠的药，但治不了欠拟合。",
    ),
    "course_fitting.simple": (
        "Below right the model stays the same, degree {last_degree}, and the samples grow in number. With "
        "{few} the two losses are {few_train:.2g} and {few_held:.3g}; with {most} they are "
        "{most_train:.2g} and {most_held:.2g}. More data brings the two together, but not down: this "
        "model is too simple, and data is no cure for underfitting.",
        "右下图中模型不变，仍是 {last_degree} 次，样本却越来越多。{few} 个样本时，两个损失为 "
        "{few_train:.2g} 和 {few_held:.3g}；{most} 个时为 {most_train:.2g} 和 {most_held:.2g}。数据多了，"
        "两个损失会靠拢，却降不下来：这个模型太简单，而数据治不了欠拟合。",
    ),
    "course_fitting.enough": (
        "Below right the model stays the same, degree {last_degree}, and the samples grow in number. With "
        "{few} the two losses are {few_train:.2g} and {few_held:.3g}; with {most} they are "
        "{most_train:.2g} and {most_held:.2g}. Here {few} samples are already enough for it: more of them "
        "gain next to nothing.",
        "右下图中模型不变，仍是 {last_degree} 次，样本却越来越多。{few} 个样本时，两个损失为 "
        "{few_train:.2g} 和 {few_held:.3g}；{most} 个时为 {most_train:.2g} 和 {most_held:.2g}。在这里，"
        "{few} 个样本对它已经够了，再多也几乎没有好处。",
    ),
    "course_fitting.try": (
        "The same degrees with ten times the samples: `tidu course fitting --rows 200`\n"
        "Without noise there is nothing false to learn by heart: `tidu course fitting --noise 0`\n"
        "Even more freedom: `tidu course fitting --degrees 20`",
        "同样的次数，样本多到十倍：`tidu course fitting --rows 200`\n"
        "没有噪声，就没有假东西可背：`tidu course fitting --noise 0`\n"
        "自由再多一些：`tidu course fitting --degrees 20`",
    ),
    "course_fitting.degrees": ("The highest degree of the polynomials.", "多项式的最高次数。"),
    "course_fitting.widths": (
        "How many neurons the networks have, one after another.",
        "各个网络的神经元个数。",
    ),
    "course_fitting.degree": ("degree {degree}", "{degree} 次"),
    "course_fitting.truth": ("without noise", "没有噪声时"),
    "course_fitting.fits": ("too simple, best, too flexible", "太简单、最好、太灵活"),
    "course_fitting.train": ("on the samples", "样本上"),
    "course_fitting.held": ("on samples not seen", "没见过的样本上"),
    "course_fitting.floor": ("the noise", "噪声"),
    "course_fitting.by_degree": ("degree of the polynomial", "多项式的次数"),
    "course_fitting.by_width": ("neurons of the network", "网络的神经元个数"),
    "course_fitting.by_rows": ("samples, at the highest degree", "样本数（取最高次数）"),
}
