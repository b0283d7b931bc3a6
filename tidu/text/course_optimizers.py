"""Sentences of the experiment `optimizers` (C05)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_optimizers.title": ("Eight optimizers, one start", "八种优化器，同一个起点"),
    "course_optimizers.see": (
        "Three points lie on y = 2x, and a line w x + b is to find them. Every optimizer begins at the "
        "same w and b, where the sum of squared errors is {first_loss:.3g}, and has the learning rate "
        "{lr:g}; steps over all three points: {epochs}. In the order of the loss after that, lowest "
        "first: {order}. {best} is at {best_loss:.2g} and predicts {best_prediction:.4g} for x = 4, where "
        "8 is right; {worst} is at {worst_loss:.2g} and predicts {worst_prediction:.3g}.",
        "三个点都在 y = 2x 上，要用直线 w x + b 找到它们。每种优化器都从同样的 w 和 b 出发（那里误差平方和"
        "为 {first_loss:.3g}），每一步看全部三个点，共走 {epochs} 步，学习率都是 {lr:g}。按走完之后的损失"
        "从低到高排列：{order}。{best} 的损失为 {best_loss:.2g}，对 x = 4 预测 {best_prediction:.4g}（正确"
        "答案是 8）；{worst} 为 {worst_loss:.2g}，预测 {worst_prediction:.3g}。",
    ),
    "course_optimizers.rates": (
        "This is not a ranking of optimizers: the same number means something else to each. To SGD a "
        "learning rate is a factor of the gradient: long steps on the steep part, short ones later. (ASGD "
        "takes nearly the same steps and keeps an average of the weights aside.) To Adam and Adamax it is "
        "about the length of a step, however large the gradient, so in {epochs} of them w gets no further "
        "than about {reach:.2g}. Adagrad divides by all the gradients it has seen, so its steps get ever "
        "shorter. Rprop looks at signs only and lengthens a step that keeps its direction. LBFGS works "
        "out the curvature, and in each step looks at the loss up to 20 times, for which it needs the "
        "closure.",
        "这并不是优化器的排名：同一个数对它们各有不同的含义。对 SGD，学习率是乘在梯度上的倍数，坡陡时步子"
        "长，坡缓时步子短（ASGD 走几乎同样的步子，另外记下权重的平均值）。对 Adam 和 Adamax，它大致就是步"
        "长本身，不管梯度多大，所以 {epochs} 步最多走出 {reach:.2g} 左右。Adagrad 要除以见过的所有梯度，步"
        "子越来越短。Rprop 只看正负号，方向不变就把步子放长。LBFGS 会估计曲率，每一步最多要把损失看 20 次"
        "，所以才需要闭包（closure）。",
    ),
    "course_optimizers.gone": (
        "At this learning rate these end with a loss above that of the start: {gone}. Their steps are too "
        "long to settle and jump over the minimum.",
        "在这个学习率下，下列优化器结束时的损失比起点还高：{gone}。它们的步子太大，安定不下来，总是跨过最低"
        "点。",
    ),
    "course_optimizers.try": (
        "Ten times the learning rate wakes some up and is too much for others: `tidu course optimizers --lr "
        "0.1`\n"
        "More time for the slow ones: `tidu course optimizers --epochs 1000`\n"
        "At LBFGS's own default rate one step does nearly everything: `tidu course optimizers --lr 1 "
        "--epochs 20`",
        "学习率放大到十倍，有的醒了，有的受不了：`tidu course optimizers --lr 0.1`\n"
        "给走得慢的多一些时间：`tidu course optimizers --epochs 1000`\n"
        "用 LBFGS 自己的默认学习率，一步就几乎到位：`tidu course optimizers --lr 1 --epochs 20`",
    ),
    "course_optimizers.loss": ("sum of squared errors", "误差平方和"),
    "course_optimizers.lbfgs": (
        "Steps are native; of LBFGS only the loss and its gradient, for it decides itself how often to look.",
        "每一步都由本机代码完成；LBFGS 自己决定把损失看几次，所以只有损失及其梯度是本机代码。",
    ),
}
