"""Sentences of the experiment `neurons` (C23)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_neurons.title": ("What each neuron adds to the sum", "每个神经元为总和贡献了什么"),
    "course_neurons.see": (
        "A network with {neurons} neurons was trained on {formula}, once with sigmoids and once with hinges "
        "(ReLU). Its formula is ŷ = b + c₁σ(b₁ + w₁x) + c₂σ(b₂ + w₂x) + …, and the pictures show these "
        "terms one by one: added up with b they give the network's output, to within {difference:.0e}. A "
        "neuron has three dials: w says how steep it is and which way it looks, −b/w where it turns, c how "
        "tall it is. Among the sigmoids the tallest is neuron {sigmoid_number}, a step between 0 and "
        "{sigmoid_c:.3g} around x = {sigmoid_at:.3g}; among the hinges it is neuron {relu_number}, with its "
        "corner at x = {relu_at:.3g} and the slope w·c = {relu_w:.3g} · {relu_c:.3g} on its open side.",
        "这里让一个有 {neurons} 个神经元的网络学习 {formula}，一次用 sigmoid，一次用折线（ReLU）。公式是 ŷ "
        "= b + c₁σ(b₁ + w₁x) + c₂σ(b₂ + w₂x) + …，图中把这些项一条一条画了出来：它们与 b 相加就是网络的输"
        "出，误差不超过 {difference:.0e}。每个神经元有三个旋钮：w 决定多陡、朝哪一边，−b/w 决定在哪里转弯，"
        "c 决定多高。sigmoid 中最高的是第 {sigmoid_number} 个神经元，它是 x = {sigmoid_at:.3g} 附近 0 与 "
        "{sigmoid_c:.3g} 之间的一级台阶；折线中是第 {relu_number} 个，折点在 x = {relu_at:.3g}，打开的一侧"
        "斜率为 w·c = {relu_w:.3g} · {relu_c:.3g}。",
    ),
    "course_neurons.see_one": (
        "A network with a single neuron was trained on {formula}, once with a sigmoid and once with a hinge "
        "(ReLU). Its formula is ŷ = b + c₁σ(b₁ + w₁x), and the pictures show this one term: added to b it "
        "gives the network's output, to within {difference:.0e}. A neuron has three dials: w says how steep "
        "it is and which way it looks, −b/w where it turns, c how tall it is. The sigmoid is a step between "
        "0 and {sigmoid_c:.3g} around x = {sigmoid_at:.3g}; the hinge has its corner at x = {relu_at:.3g} "
        "and the slope w·c = {relu_w:.3g} · {relu_c:.3g} on its open side.",
        "这里让只有一个神经元的网络学习 {formula}，一次用 sigmoid，一次用折线（ReLU）。公式是 ŷ = b + c₁σ(b"
        "₁ + w₁x)，图中画出了这唯一的一项：它与 b 相加就是网络的输出，误差不超过 {difference:.0e}。神经元有"
        "三个旋钮：w 决定多陡、朝哪一边，−b/w 决定在哪里转弯，c 决定多高。sigmoid 是 x = {sigmoid_at:.3g} "
        "附近 0 与 {sigmoid_c:.3g} 之间的一级台阶；折线的折点在 x = {relu_at:.3g}，打开的一侧斜率为 w·c = "
        "{relu_w:.3g} · {relu_c:.3g}。",
    ),
    "course_neurons.sigmoid_closer": (
        "The sigmoids came closer: their mean squared error is {sigmoid_loss:.2g}, that of the hinges "
        "{relu_loss:.2g} (always answering the mean would give {level:.2g}; random starts of each: "
        "{starts}, of which the best counts). A smooth curve is easier to put together from smooth steps; "
        "a sum of hinges is straight between its corners.",
        "sigmoid 更接近：均方误差为 {sigmoid_loss:.2g}，折线为 {relu_loss:.2g}（若总是回答平均值，则为 "
        "{level:.2g}；随机起点各 {starts} 个，取最好的一次）。光滑的曲线用光滑的台阶更容易拼出来；而折线之"
        "和在折点之间总是直的。",
    ),
    "course_neurons.relu_closer": (
        "The hinges came closer: their mean squared error is {relu_loss:.2g}, that of the sigmoids "
        "{sigmoid_loss:.2g} (always answering the mean would give {level:.2g}; random starts of each: "
        "{starts}, of which the best counts). A hinge goes on rising for ever, while a sigmoid levels "
        "out, so which suits depends on the curve and on where training happened to end.",
        "折线更接近：均方误差为 {relu_loss:.2g}，sigmoid 为 {sigmoid_loss:.2g}（若总是回答平均值，则为 "
        "{level:.2g}；随机起点各 {starts} 个，取最好的一次）。折线会一直升上去，sigmoid 则会变平；哪个更合"
        "适，要看曲线的形状，也要看训练碰巧停在哪里。",
    ),
    "course_neurons.sigmoid_closer_anyway": (
        "The sigmoids came closer: their mean squared error is {sigmoid_loss:.2g}, that of the hinges "
        "{relu_loss:.2g} (always answering the mean would give {level:.2g}; random starts of each: "
        "{starts}, of which the best counts). And yet this curve is all corners, which hinges can have "
        "and sigmoids cannot: what a network could express and what training finds are two things.",
        "sigmoid 更接近：均方误差为 {sigmoid_loss:.2g}，折线为 {relu_loss:.2g}（若总是回答平均值，则为 "
        "{level:.2g}；随机起点各 {starts} 个，取最好的一次）。可这条曲线全是折角，折线做得出，sigmoid 做不"
        "出：网络能表达什么，与训练能找到什么，是两回事。",
    ),
    "course_neurons.level": (
        "Both came about equally close: the mean squared error of the sigmoids is {sigmoid_loss:.2g}, "
        "that of the hinges {relu_loss:.2g} (always answering the mean would give {level:.2g}; random "
        "starts of each: {starts}, of which the best counts).",
        "两者差不多一样接近：sigmoid 的均方误差为 {sigmoid_loss:.2g}，折线为 {relu_loss:.2g}（若总是回答平"
        "均值，则为 {level:.2g}；随机起点各 {starts} 个，取最好的一次）。",
    ),
    "course_neurons.neither": (
        "Neither has learned the curve: the mean squared error of the sigmoids is {sigmoid_loss:.2g}, "
        "that of the hinges {relu_loss:.2g}, where always answering the mean would give {level:.2g} "
        "(random starts of each: {starts}, of which the best counts). More epochs, another learning rate "
        "or more neurons would bring them nearer.",
        "两者都没有学到这条曲线：sigmoid 的均方误差为 {sigmoid_loss:.2g}，折线为 {relu_loss:.2g}，而总是回"
        "答平均值也不过 {level:.2g}（随机起点各 {starts} 个，取最好的一次）。多训练几轮、换个学习率，或增"
        "加神经元，才会更接近。",
    ),
    "course_neurons.off": (
        "Of the hinges {relu_off} lie at zero over the whole range: they are switched off, their gradient "
        "is zero, and training cannot bring them back. The others have to do their work.",
        "折线中有 {relu_off} 个在整个区间上都是零：它们熄灭了，梯度也是零，训练再也救不回来，活儿只好由其余"
        "的来干。",
    ),
    "course_neurons.off_all": (
        "Every hinge lies at zero over the whole range: all are switched off, their gradients are zero, "
        "and training cannot bring them back. The network answers b everywhere, and b is all that it can "
        "still learn.",
        "所有折线在整个区间上都是零：全部熄灭了，梯度也是零，训练再也救不回来。网络处处都回答 b，能学的也"
        "只剩下 b。",
    ),
    "course_neurons.off_one": (
        "One of the hinges lies at zero over the whole range: it is switched off, its gradient is zero, and "
        "training cannot bring it back. The others have to do its work.",
        "折线中有一个在整个区间上都是零：它熄灭了，梯度也是零，训练再也救不回来，活儿只好由其余的来干。",
    ),
    "course_neurons.try": (
        "A single neuron is one step, or one corner: `tidu course neurons --neurons 1`\n"
        "A hill and a valley with a few more neurons: `tidu course neurons --curve cubic --neurons 6`\n"
        "Fifty: nobody can name their parts any more, but the sum still holds: `tidu course neurons "
        "--neurons 50`",
        "只有一个神经元，就只有一级台阶或一个折角：`tidu course neurons --neurons 1`\n"
        "一座山和一个谷，多用几个神经元：`tidu course neurons --curve cubic --neurons 6`\n"
        "五十个：谁也说不清每个管什么了，但总和依然成立：`tidu course neurons --neurons 50`",
    ),
    "course_neurons.sigmoid": ("sigmoids, error {loss:.2g}", "sigmoid，误差 {loss:.2g}"),
    "course_neurons.relu": ("hinges (ReLU), error {loss:.2g}", "折线（ReLU），误差 {loss:.2g}"),
}
