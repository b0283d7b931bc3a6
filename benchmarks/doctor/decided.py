"""How each alert is decided, for the documents: name -> (English, Chinese)."""

from __future__ import annotations

ITEMS: dict[int, tuple[str, str]] = {
    1: ("Shapes that do not fit", "形状不匹配"),
    2: ("Inputs: NaN, scale", "输入：NaN 与尺度"),
    3: ("Number of epochs", "训练轮数"),
    4: ("Output head", "输出层"),
    5: ("Loss and what it is given", "损失与它的输入"),
    6: ("Labels, imbalance, leaks", "标签、不平衡、泄漏"),
    7: ("Learning rate", "学习率"),
    8: ("(N,) against (N, 1)", "(N,) 与 (N, 1)"),
    9: ("No zero_grad", "没有 zero_grad"),
    10: ("Training and evaluation mode", "训练与评估模式"),
    11: ("Parameters never updated", "从不更新的参数"),
    12: ("Types and label range", "类型与标签范围"),
    13: ("Where NaN began", "NaN 从哪里开始"),
    14: ("Graphs that are kept", "被留住的计算图"),
    15: ("Sorted batches", "排好序的批次"),
    16: ("Equal initialisation", "相同的初始值"),
    17: ("Dead units, vanishing gradients", "死单元与梯度消失"),
}

DECIDED: dict[str, tuple[str, str]] = {
    "TD001": ("read off the error that ended the run", "从中断运行的错误中读出"),
    "TD002-nan": (
        "a NaN or infinite number in a batch that meets the first weights (in `fit`: anywhere in the table)",
        "与第一层权重相遇的批次中有 NaN 或无穷大（`fit` 中：整张表里）",
    ),
    "TD002-column": (
        "the same, where a column has no number in any row",
        "同上，且某一列在所有行上都不是有限的数",
    ),
    "TD002-target": ("the same in the targets", "目标中有同样的数"),
    "TD002-scale": (
        "a column's root mean square above 30 where the first weights meet it, so after any normalisation",
        "某列在与第一层权重相遇时（即任何归一化之后）的均方根大于 30",
    ),
    "TD003-few": (
        "a line through the later half of the losses falls, in a fifth of the run, by 15 % or more of the "
        "whole "
        "fall, and by 5 standard errors",
        "对后一半损失拟合的直线，在全程五分之一的长度内下降了总降幅的 15 % 以上，且超过 5 个标准误",
    ),
    "TD003-many": (
        "the lowest validation loss is at least 10 evaluations and half the run ago, and the last three are "
        "10 % "
        "above it; a loop's own evaluations are seen where they call a loss module under `no_grad` on 20 "
        "rows or "
        "more; `fit` with `patience` is left alone",
        "最低验证损失至少在 10 次评估、且半程之前，而最后三次比它高 10 %；普通循环中，只看得到在 `no_grad` "
        "下用损失模块对 20 行以上做的评估；设了 `patience` 的 `fit` 不管",
    ),
    "TD004-linear": (
        "a product with a weight whose input is another, with nothing that bends between them",
        "一个权重乘积的输入就是另一个权重乘积，中间没有非线性",
    ),
    "TD004-range": (
        "the last activation cannot reach 5 % or more of the targets",
        "最后的激活函数到不了 5 % 以上的目标",
    ),
    "TD004-single": ("a softmax or cross entropy over one class", "只有一个类别的 softmax 或交叉熵"),
    "TD004-relu": ("a ReLU right before cross entropy", "交叉熵之前紧接 ReLU"),
    "TD005-axis": (
        "a loss that takes one share of each row (by labels, or by zeros and ones) of a matrix whose "
        "columns, not "
        "rows, sum to 1, with another number of rows than of classes",
        "损失从矩阵的每一行取一个份额（按标签或 0 与 1），而和为 1 的是列不是行，且行数与类别数不同",
    ),
    "TD005-signed": (
        "a loss that is a sum of a raw output less the target, with factors only, and fell below 0 and "
        "further at three looks",
        "损失只是原始输出减目标之和（可带系数），并在三次观察中降到 0 以下且继续下降",
    ),
    "TD005-mean_first": (
        "the same sum, then a square, a root or an absolute value of that one number",
        "同样的和，然后才对这一个数平方、开方或取绝对值",
    ),
    "TD005-softmax": (
        "cross entropy of rows that sum to 1, or of a softmax",
        "对和为 1 的行、或对 softmax 的结果再求交叉熵",
    ),
    "TD005-squashed": ("cross entropy of a sigmoid or tanh", "对 sigmoid 或 tanh 的结果求交叉熵"),
    "TD005-sigmoid": (
        "`binary_cross_entropy_with_logits` of a sigmoid or softmax",
        "对 sigmoid 或 softmax 的结果用 `binary_cross_entropy_with_logits`",
    ),
    "TD005-nll": ("`nll_loss` of rows that are no logarithms of shares", "`nll_loss` 的行不是份额的对数"),
    "TD005-logits": (
        "`binary_cross_entropy` of numbers outside [0, 1]",
        "`binary_cross_entropy` 的输入超出 [0, 1]",
    ),
    "TD006-leak": (
        "a column that correlates with a target by more than 0.999, over 20 rows or more",
        "某列与目标的相关系数大于 0.999（20 行以上）",
    ),
    "TD006-repeated": (
        "rows judged by that are rows trained on, 2 % and three times more than rows repeat within "
        "training; in a "
        "plain loop not if all are (that may be the training error)",
        "评判用的行出现在训练行中，多出训练行自身重复率的三倍再加 2 %；普通循环中若全部如此则不报（那可能就"
        "是在算训练误差）",
    ),
    "TD006-same": (
        "all targets seen are equal, with one optimizer",
        "看到的目标全都相同（且只有一个优化器）",
    ),
    "TD006-equal": (
        "batches of 20 rows or more, all of one row with one target",
        "每批至少 20 行，却都是同一行、同一个目标",
    ),
    "TD006-rare": (
        "one class has more than 90 % of 60 rows or more, another less than 5 %",
        "60 行以上，某类超过 90 %，另一类不到 5 %",
    ),
    "TD006-unrelated": (
        "the targets of the three nearest rows agree with a row's own by less than 2 standard deviations "
        "beyond "
        "chance, over 60 to 400 rows",
        "在 60 到 400 行中，最近三行的目标与本行目标的一致程度，超出偶然不到 2 个标准差",
    ),
    "TD006-constant": (
        "50 steps or 5 epochs and more, nothing else found: in each of the last three batches looked at "
        "outputs "
        "deviate by less than 5 % of what targets do, though the targets of near rows agree by more than 4 "
        "standard "
        "deviations beyond chance",
        "50 步或 5 轮以上，且没有发现别的原因：最后看过的三个批次里，输出的标准差都不到目标的 5 %，而相近行的"
        "目标一致程度超出偶然"
        " 4 个标准差以上",
    ),
    "TD006-one_class": (
        "the same with one class given to all rows, which at most 75 % of them have",
        "同上，所有行都被判为同一类，而真正属于它的至多 75 %",
    ),
    "TD007-unstable": (
        "plain SGD, the loss above twice its first, and the rate above 2 (1 + momentum) / the largest "
        "second "
        "derivative (ten power iterations through the tape, once a run)",
        "普通 SGD，损失超过最初的 2 倍，且学习率大于 2 (1 + 动量) / 最大二阶导数（沿记录带做十次幂迭代，每"
        "次运行至多一回）",
    ),
    "TD007-grows": (
        "a loss of inf or NaN, or the end, above three times the first loss",
        "损失在超过最初的三倍之后变为 inf 或 NaN，或到结束时仍超过三倍",
    ),
    "TD007-small": (
        "no step looked at moved the median weight matrix by more than 5e-5 of its size",
        "看过的每一步，权重矩阵变化的中位数都不超过其大小的 5e-5",
    ),
    "TD007-large": (
        "all steps looked at in the later half move the weights by more than a tenth of their size; or one "
        "moves "
        "them by three times their size, from a start of the usual size, and three looks in a row by a tenth",
        "后一半看过的每一步都让权重变化超过其大小的十分之一；或者某一步变化达到其大小的三倍（初值大小正常），"
        "且连续三次观察都"
        "超过十分之一",
    ),
    "TD007-worse": (
        "after 16 steps or more the error of the last three batches looked at is 0.97 or more of that of "
        "the best constant; the loss has no part beside that error, and nothing else was found that explains "
        "it",
        "16 步以上之后，最后看过的三个批次的误差不低于最好常数的 0.97 倍；损失中除它之外没有别的部分，也没有"
        "发现别的原因",
    ),
    "TD007-clipped": (
        "as small, where gradients ten times as large as what steps were given were cut to one size at all "
        "looks",
        "同 small，且各次观察中梯度都被裁剪到同一大小，裁剪前至少是其十倍",
    ),
    "TD007-targets": (
        "as large, where the targets' root mean square is above 100 and the loss did not grow",
        "同 large，而目标的均方根超过 100，且损失没有变大",
    ),
    "TD007-ascent": (
        "as grows, where steps by hand are a multiple of the gradient and go along it",
        "同 grows，而手动更新是梯度的倍数且方向与梯度相同",
    ),
    "TD007-momentum": ("a momentum of 1 or more", "动量不小于 1"),
    "TD008": (
        "a difference larger than its operands, of another number of axes, that feeds the loss, with no "
        "axis put in "
        "on purpose",
        "进入损失的差比两个操作数都大、维数不同，且没有人特意加过一维",
    ),
    "TD009": (
        "a gradient that an update used is added to, and used again",
        "更新用过的梯度又被加上新的一份，并再次使用",
    ),
    "TD010-train": (
        "forward passes without a tape through Dropout or BatchNorm in training mode, that are no part of a "
        "step, "
        "on inputs that differ",
        "不记录梯度的前向计算经过训练模式的 Dropout 或 BatchNorm，不属于某一步，输入各不相同",
    ),
    "TD010-eval": (
        "two steps of a model in eval mode that had been trained in training mode",
        "曾在训练模式下训练的模型，在评估模式下走了两步",
    ),
    "TD010-frozen": (
        "two steps of a model that was in eval mode from the start",
        "从一开始就处于评估模式的模型走了两步",
    ),
    "TD011-cleared": (
        "three steps without any gradient, though some had arrived",
        "三步都没有梯度，尽管曾有梯度到达",
    ),
    "TD011-root": (
        "backward passes from tensors that nothing was computed from",
        "从没有计算过程的张量开始反向传播",
    ),
    "TD011-cut": (
        "three steps without any gradient, and a tape that leads to no parameter and to nothing else that an "
        "optimizer has",
        "三步都没有梯度，而计算图只通向既不是参数、也不在优化器中的张量",
    ),
    "TD011-constant": ("`backward()` of a constant", "对常数调用 `backward()`"),
    "TD011-untaped": (
        "the same, on a line inside `no_grad()`",
        "同上，且这一行在 `no_grad()` 之内",
    ),
    "TD011-frozen": (
        "the same, where no parameter of the modules in sight has `requires_grad`",
        "同上，且看得到的模块里没有一个参数要求梯度",
    ),
    "TD011-plain": (
        "the same, where no tensor in sight has `requires_grad`, and there is no module",
        "同上，且看得到的张量都不要求梯度，也没有模块",
    ),
    "TD011-in_place": (
        "the error of a parameter changed in place on the tape, on a line like `w -= ...`",
        "在 `w -= ...` 这样的行上，因在记录中就地修改参数而报错",
    ),
    "TD011-outside": (
        "a parameter with gradients that neither the called module nor an optimizer has",
        "有梯度、却既不属于被调用的模块也不在优化器中的参数",
    ),
    "TD011-left_out": ("a parameter with gradients that no optimizer has", "有梯度却不在任何优化器中的参数"),
    "TD011-unused": (
        "a parameter in an optimizer that never gets a gradient",
        "在优化器中却从未得到梯度的参数",
    ),
    "TD011-still": ("steps that change nothing though there are gradients", "有梯度，但各步什么也没改变"),
    "TD011-no_step": (
        "sixteen backward passes, gradients cleared between them, and no step",
        "十六次反向传播，其间清零过梯度，却没有一次 step",
    ),
    "TD011-replaced": (
        "four steps without any gradient, or with used ones, while gradients come to parameters of a module "
        "that no optimizer has; or the same of some parameters and others of their shapes",
        "四步都没有梯度或只有用过的梯度，而梯度到了某个模块的参数上，没有一个优化器持有它们；或者一部分参数"
        "如此，"
        "而梯度到了形状相同的另一些参数上",
    ),
    "TD011-anew": (
        "five optimizers one after the other that took one step each on the same line and are gone, over "
        "weights "
        "drawn anew; or three that took as many steps each, made in a loop over epochs",
        "先后五个优化器在同一行各走一步就消失，权重都是重新抽取的；或三个各走同样多步、在按轮（epoch）的循环"
        "里创建",
    ),
    "TD011-renewed": (
        "six optimizers with a memory, one after the other for the same parameters, the first five gone "
        "after one step",
        "有记忆的优化器先后六个管同一批参数，前五个各走一步就消失",
    ),
    "TD011-no_backward": (
        "three steps or more without any gradient, outputs of a module, and no backward pass to the end",
        "至少三步没有任何梯度，调用过模块，而直到结束都没有反向传播",
    ),
    "TD011-flat": (
        "three looks at gradients that are all 0 while the loss is not, and a flat operation on every way to "
        "the parameters",
        "三次观察到损失不为 0 而所有梯度为 0，且通往参数的每条路上都有平坦的运算",
    ),
    "TD011-zero": (
        "eight passes or more whose losses and gradients were all exactly 0",
        "至少八次反向传播，损失和梯度全都恰好是 0",
    ),
    "TD011-inside": (
        "at three looks in a row a product with a weight whose tensor is gone, beside parameters that live",
        "连续三次观察到乘积的权重已不存在，而旁边有活着的参数",
    ),
    "TD011-rebound": (
        "an error over a gradient that is None, or a loss without a tape, and a line like `w = w - lr * "
        "w.grad` in "
        "the code that raised, where `w` is a result",
        "因梯度为 None 或损失没有记录而报错，且出错的代码里有 `w = w - lr * w.grad` 这样的行，`w` 已是计算结"
        "果",
    ),
    "TD012-type": ("read off the error that ended the run", "从中断运行的错误中读出"),
    "TD012-label": ("read off the error that ended the run", "从中断运行的错误中读出"),
    "TD012-target": ("read off the error that ended the run", "从中断运行的错误中读出"),
    "TD012-word": ("read off the error that ended the run", "从中断运行的错误中读出"),
    "TD013-operation": (
        "that step computed again: the first operation with finite operands and a result that is not",
        "重算这一步：第一个操作数有限而结果不有限的运算",
    ),
    "TD013-grown": (
        "the same, where the operands had grown to sizes that overflow",
        "同上，操作数已大到会溢出",
    ),
    "TD013-data": ("the same, where the numbers came in so", "同上，数据进来时就已如此"),
    "TD013-column": (
        "the same, where a column has no number in any row",
        "同上，且某一列在所有行上都不是有限的数",
    ),
    "TD013-parameter": ("the same, where a parameter was so already", "同上，某个参数早已如此"),
    "TD013-gradient": (
        "the same, after a look at a finite loss with gradients that were not, and an operation of infinite "
        "slope on its tape",
        "同上，而此前观察到损失有限、梯度却不是有限的数，且记录带上有斜率为无穷大的运算",
    ),
    "TD014-sum": (
        "the tapes of the last nine steps all live, in one sum",
        "最近九步的记录带都还活着，连在一个和里",
    ),
    "TD014-list": (
        "the tapes of the last nine steps all live, in a container",
        "最近九步的记录带都还活着，在一个容器里",
    ),
    "TD014-outputs": (
        "operations of the last four looks all live, and a container holds four of them or more",
        "最近四次观察的运算都还活着，而某个容器里至少有其中四个",
    ),
    "TD014-carried": (
        "the error of a second backward pass, or of a value changed in place, on a tape with operations of "
        "an "
        "earlier step",
        "第二次反向传播或就地修改的报错，而记录带里有以前步骤的运算",
    ),
    "TD014-added": (
        "the same, where a sum of one number brings them in",
        "同上，而带入它们的是一个数的累加",
    ),
    "TD014-twice": (
        "the error of a second backward pass from the same loss",
        "对同一个损失第二次反向传播的报错",
    ),
    "TD014-longer": (
        "the part of the tape that is of earlier steps grows by half at four looks in a row, to the most of "
        "it",
        "记录带中属于以前步骤的部分连续四次观察都增长一半以上，直到占去大半",
    ),
    "TD015": (
        "more than half of the targets' variance (for classes, of their indicators) lies between three or "
        "more "
        "batches, and three times what chance gives",
        "目标（类别则为其指示变量）的方差有一半以上在三个或更多批次之间，且为偶然情形的三倍",
    ),
    "TD016": ("units of a layer whose weights and gradients are equal", "同一层中权重和梯度都相同的单元"),
    "TD017-dropped": (
        "a dropout module with a probability of 1 in a model that is trained",
        "训练的模型中有概率为 1 的 Dropout",
    ),
    "TD017-dead": (
        "60 % or more of a ReLU's units (8 or more) are 0 on every row of the later half of the looks, 60 "
        "rows or more",
        "某个 ReLU（8 个单元以上）有 60 % 以上的单元，在后一半观察的所有行（60 行以上）上都为 0",
    ),
    "TD017-vanishing": (
        "the first weight matrix's gradient is below 1e-4 of the last one's (median of the looks, four "
        "matrices or "
        "more)",
        "第一个权重矩阵的梯度不到最后一个的 1e-4（各次观察的中位数，四个矩阵以上）",
    ),
}
