"""Sentences of the experiment `cubic` (C24)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_cubic.title": ("One curve, nine networks", "一条曲线，九个网络"),
    "course_cubic.see": (
        "All nine were trained on y = {formula} (the broad light line), on the same 100 points; the "
        "dashed line is what they made of it, the number above is their mean squared error. First row: "
        "without any activation there is only a straight line (error {line:.2g}); one sigmoid gives one "
        "step ({sigmoid_1:.2g}), two give two ({sigmoid_2:.2g}). Second row: a sum of no hinges at all is "
        "a constant, b ({constant:.2g}); each ReLU allows one corner: {relu_1:.2g} with one, {relu_4:.2g} "
        "with four.",
        "九个网络用同样的 100 个点学习 y = {formula}（浅色粗线）；虚线是它们学到的样子，上方的数是均方误差"
        "。第一行：没有激活函数就只有一条直线（误差 {line:.2g}）；一个 sigmoid 带来一级台阶（"
        "{sigmoid_1:.2g}），两个带来两级（{sigmoid_2:.2g}）。第二行：一个 ReLU 都没有时，和就只剩常数 b（"
        "{constant:.2g}）；每个 ReLU 允许一个折角：一个时误差为 {relu_1:.2g}，四个时为 {relu_4:.2g}。",
    ),
    "course_cubic.many": (
        "Third row: {many} neurons without activation have 3 · {many} + 1 numbers to learn and still make "
        "nothing but a straight line, with error {none_many:.2g}. The same layers with sigmoids reach "
        "{sigmoid_many:.2g}, with ReLU {relu_many:.2g}. It is not the number of weights that bends a curve; "
        "it is the activation.",
        "第三行：{many} 个没有激活函数的神经元，有 3 · {many} + 1 个数可学，画出来的却仍只是一条直线，误差 "
        "{none_many:.2g}。同样的层加上 sigmoid 后误差为 {sigmoid_many:.2g}，加上 ReLU 后为 "
        "{relu_many:.2g}。让曲线弯曲的不是权重的个数，而是激活函数。",
    ),
    "course_cubic.unlearned": (
        "Third row: {many} neurons, but training has not got far: with sigmoids the error is "
        "{sigmoid_many:.2g}, with ReLU {relu_many:.2g}, and not both beat the straight line. What a network "
        "can express and what training finds are two things; more epochs or another learning rate will "
        "tell.",
        "第三行：虽有 {many} 个神经元，训练却没走多远：用 sigmoid 时误差为 {sigmoid_many:.2g}，用 ReLU 时为 "
        "{relu_many:.2g}，并没有都胜过直线。网络能表达什么，与训练能找到什么，是两回事；多训练几轮或换个学"
        "习率就知道了。",
    ),
    "course_cubic.luck": (
        "Small networks depend on where they start: each was trained {starts} times, and the picture shows "
        "the best. The worst of the runs with four ReLUs ended at {relu_4_worst:.2g} instead of "
        "{relu_4:.2g}, with two sigmoids at {sigmoid_2_worst:.2g} instead of {sigmoid_2:.2g}. Of the runs "
        "with {many} ReLUs the worst ended at {relu_many_worst:.2g}.",
        "小网络很看起点：每个都训练了 {starts} 次，图中是最好的一次。四个 ReLU 最差的一次停在 "
        "{relu_4_worst:.2g}，而不是 {relu_4:.2g}；两个 sigmoid 最差为 {sigmoid_2_worst:.2g}，而不是 "
        "{sigmoid_2:.2g}。{many} 个 ReLU 最差的一次停在 {relu_many_worst:.2g}。",
    ),
    "course_cubic.no_luck": (
        "Each was trained {starts} times, and the picture shows the best. This time the starts make "
        "little difference: the worst of the runs with four ReLUs ended at {relu_4_worst:.2g} instead of "
        "{relu_4:.2g}, with two sigmoids at {sigmoid_2_worst:.2g} instead of {sigmoid_2:.2g}. Of the runs "
        "with {many} ReLUs the worst ended at {relu_many_worst:.2g}.",
        "每个都训练了 {starts} 次，图中是最好的一次。这一次起点影响不大：四个 ReLU 最差的一次停在 "
        "{relu_4_worst:.2g}，最好为 {relu_4:.2g}；两个 sigmoid 最差为 {sigmoid_2_worst:.2g}，最好为 "
        "{sigmoid_2:.2g}。{many} 个 ReLU 最差的一次停在 {relu_many_worst:.2g}。",
    ),
    "course_cubic.try": (
        "One start instead of five: which panels get worse? `tidu course cubic --starts 1 --seed 3`\n"
        "Ten neurons in place of a hundred: `tidu course cubic --many 10`\n"
        "Stop early: what does a hundred sigmoids look like half way? `tidu course cubic --epochs 200`",
        "只从一个起点训练，哪几幅图会变差？`tidu course cubic --starts 1 --seed 3`\n"
        "把一百个神经元换成十个：`tidu course cubic --many 10`\n"
        "提早停下：一百个 sigmoid 半路上是什么样子？`tidu course cubic --epochs 200`",
    ),
    "course_cubic.many_help": ("Neurons of the networks in the third row.", "第三行各网络的神经元个数。"),
    "course_cubic.line": ("no activation, error {loss:.2g}", "无激活，误差 {loss:.2g}"),
    "course_cubic.constant": ("0 ReLUs (b alone), error {loss:.2g}", "0 个 ReLU（只有 b），误差 {loss:.2g}"),
    "course_cubic.none": (
        "{neurons} without activation, error {loss:.2g}",
        "{neurons} 个无激活，误差 {loss:.2g}",
    ),
    "course_cubic.sigmoid": (
        "sigmoids: {neurons}, error {loss:.2g}",
        "{neurons} 个 sigmoid，误差 {loss:.2g}",
    ),
    "course_cubic.relu": ("ReLUs: {neurons}, error {loss:.2g}", "{neurons} 个 ReLU，误差 {loss:.2g}"),
}
