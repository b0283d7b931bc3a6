"""Sentences of the experiment `extrapolation` (C26)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_extrapolation.title": ("Outside the range of training", "训练范围之外"),
    "course_extrapolation.see": (
        "{rows} samples of {formula} between x = {low:g} and {high:g} (with noise of {noise:g}) are all "
        "that training saw. Two networks of width {width} learned from them, one with ReLU and one with "
        "tanh, and then were asked from {start:g} to {end:g}. Inside, their typical error (root mean "
        "square) is {relu_inside:.2g} and {tanh_inside:.2g}; outside, in the shaded part, "
        "{relu_outside:.2g} and {tanh_outside:.2g}.",
        "训练见到的，只有 {formula} 在 x = {low:g} 到 {high:g} 之间的 {rows} 个样本（噪声为 {noise:g}）。两"
        "个有 {width} 个神经元的网络从中学习，一个用 ReLU，一个用 tanh，然后拿 {start:g} 到 {end:g} 的 x 去"
        "问它们。范围之内，典型误差（均方根）为 {relu_inside:.2g} 和 {tanh_inside:.2g}；范围之外（阴影部"
        "分）为 {relu_outside:.2g} 和 {tanh_outside:.2g}。",
    ),
    "course_extrapolation.fails": (
        "Nothing in the loss says what to do where there are no samples, so the network goes on as its "
        "neurons do: hinges go on straight, with about the slope of the last piece, and tanh neurons level "
        "out. At x = {end:g} the curve is at {end_truth:.3g}; ReLU says {relu_end:.3g}, tanh "
        "{tanh_end:.3g}. A low error inside is no promise for outside.",
        "没有样本的地方该怎么走，损失函数一句也没说，网络就按神经元的脾气走下去：折线大致沿着最后一段的斜率"
        "笔直延伸，tanh 则渐渐变平。在 x = {end:g} 处，曲线的值是 {end_truth:.3g}，ReLU 说 {relu_end:.3g}，"
        "tanh 说 {tanh_end:.3g}。范围之内误差小，对范围之外不作任何保证。",
    ),
    "course_extrapolation.holds": (
        "This time the errors outside are not much larger than those inside: either the step outside is "
        "short, or the networks have not learned the inside well. At x = {end:g} the curve is at "
        "{end_truth:.3g}; ReLU says {relu_end:.3g}, tanh {tanh_end:.3g}.",
        "这一次，范围之外的误差并不比之内大多少：要么走出去的这一步很短，要么网络连范围之内也没学好。在 x = "
        "{end:g} 处，曲线的值是 {end_truth:.3g}，ReLU 说 {relu_end:.3g}，tanh 说 {tanh_end:.3g}。",
    ),
    "course_extrapolation.knows": (
        "On the right a cubic polynomial was fitted to the same samples. Its error outside is "
        "{polynomial_outside:.2g}. It has not seen more; it was told what kind of curve this is. What "
        "carries beyond the data is knowledge about the problem, not the size of the network.",
        "右边是用同样的样本拟合的三次多项式，范围之外的误差为 {polynomial_outside:.2g}。它见过的并不更多，"
        "只是有人告诉了它这是哪一类曲线。能带到数据之外的，是对问题的认识，而不是网络的大小。",
    ),
    "course_extrapolation.guesses": (
        "On the right a cubic polynomial was fitted to the same samples. It knows what kind of curve this "
        "is, and still its error outside is {polynomial_outside:.2g}: with samples so few or so noisy its "
        "four numbers are not certain enough, and far out every doubt about them is magnified.",
        "右边是用同样的样本拟合的三次多项式。它知道这是哪一类曲线，范围之外的误差却仍有 "
        "{polynomial_outside:.2g}：样本这么少、噪声这么大，它的四个系数还不够准，走得越远，每一点不确定都会"
        "被放大。",
    ),
    "course_extrapolation.try": (
        "More neurons do not help outside: `tidu course extrapolation --width 500`\n"
        "Much more noise: how far does knowing the formula still carry? `tidu course extrapolation --noise "
        "1 --rows 20`\n"
        "Only a little way outside: smaller errors, but already many times those inside: `tidu course "
        "extrapolation --beyond 0.2`",
        "神经元再多，对范围之外也没有帮助：`tidu course extrapolation --width 500`\n"
        "噪声大得多时，知道公式还能走多远？`tidu course extrapolation --noise 1 --rows 20`\n"
        "只走出去一点点：误差小了，却已是范围之内的许多倍：`tidu course extrapolation --beyond 0.2`",
    ),
    "course_extrapolation.low": ("Where the samples begin.", "样本从哪里开始。"),
    "course_extrapolation.high": ("Where the samples end.", "样本到哪里为止。"),
    "course_extrapolation.beyond": ("How far beyond both ends is asked.", "两端之外各问到多远。"),
    "course_extrapolation.order": (
        "The samples would begin at {low:g} and end at {high:g}. Fix: --low must be less than --high.",
        "样本要从 {low:g} 开始、到 {high:g} 结束。改法：--low 要小于 --high。",
    ),
    "course_extrapolation.relu": ("ReLU: error outside {outside:.2g}", "ReLU：范围之外误差 {outside:.2g}"),
    "course_extrapolation.tanh": ("tanh: error outside {outside:.2g}", "tanh：范围之外误差 {outside:.2g}"),
    "course_extrapolation.polynomial": (
        "cubic polynomial: error outside {outside:.2g}",
        "三次多项式：范围之外误差 {outside:.2g}",
    ),
}
