"""Sentences of the experiment `zero-grad` (C08)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_zero_grad.title": ("Forgetting zero_grad", "忘了 zero_grad 会怎样"),
    "course_zero_grad.see": (
        "A line learns y = 2x from three points, twice from the same start, with SGD and the learning rate "
        "{lr:g}. The first step is the same: w has the gradient {first_gradient:.4g}. In the second step "
        "the run that calls zero_grad() finds {cleared_gradient:.4g}. The other finds {kept_gradient:.4g}, "
        "the sum of both: backward() adds to .grad and never replaces it.",
        "一条直线从三个点学习 y = 2x，从同一个起点出发训练两次，都用 SGD，学习率 {lr:g}。第一步完全相同：w "
        "的梯度是 {first_gradient:.4g}。到第二步，调用了 zero_grad() 的一次得到 {cleared_gradient:.4g}；没有"
        "调用的一次得到 {kept_gradient:.4g}，正是两步之和：backward() 只往 .grad 上累加，从不替换。",
    ),
    "course_zero_grad.swings": (
        "After {epochs} steps the loss is {cleared_loss:.3g} with zero_grad() and {kept_loss:.3g} without "
        "(it began at {first_loss:.3g}). The sum of all past gradients acts like a momentum of 1, a ball "
        "that rolls without friction: it runs through the valley, up the other side, and back, for ever. "
        "No error is raised. Here the curve gives it away; elsewhere the loss may fall all the same, so "
        "do not rely on it: `tidu doctor` before the script's name tells of it (TD009). Fix: "
        "optimizer.zero_grad() before each backward().",
        "{epochs} 步之后，有 zero_grad() 的损失是 {cleared_loss:.3g}，没有的是 {kept_loss:.3g}（起点是 "
        "{first_loss:.3g}）。过去所有梯度之和就像大小为 1 的动量，好比一个没有摩擦的小球：滚过谷底，冲上对"
        "面，再滚回来，永不停歇。程序不会报错。这里从曲线上看得出来；换一个例子，损失可能照样下降，所以不"
        "能只看曲线：用 `tidu doctor` 运行脚本，它会指出来（TD009）。改法：每次 backward() 之前调用 "
        "optimizer.zero_grad()。",
    ),
    "course_zero_grad.both": (
        "With a learning rate of {lr:g} even the run with zero_grad() leaves for infinity: its loss went "
        "from {first_loss:.3g} to {cleared_loss:.3g}, without zero_grad() to {kept_loss:.3g}. The steps are "
        "too large; see what happens with smaller ones.",
        "学习率取 {lr:g} 时，连调用了 zero_grad() 的一次也发散了：损失从 {first_loss:.3g} 变为 "
        "{cleared_loss:.3g}，没有调用的变为 {kept_loss:.3g}。步子太大了，把学习率调小再看。",
    ),
    "course_zero_grad.only_cleared": (
        "With a learning rate of {lr:g} it is the run with zero_grad() that leaves: its loss went from "
        "{first_loss:.3g} to {cleared_loss:.3g}, without zero_grad() to {kept_loss:.3g}. The steps are "
        "too large for gradient descent. The sum of all past gradients, a momentum of 1, bears steps up "
        "to twice as large, but it is no cure: it swings to and fro and never comes to rest. See what "
        "happens with smaller steps.",
        "学习率取 {lr:g} 时，发散的反而是调用了 zero_grad() 的一次：损失从 {first_loss:.3g} 变为 "
        "{cleared_loss:.3g}，没有调用的变为 {kept_loss:.3g}。对梯度下降来说，步子太大了。过去所有梯度之和"
        "就像大小为 1 的动量，受得住最多两倍大的步子，但这不是办法：它来回摆动，永远停不下来。把学习率调小"
        "再看。",
    ),
    "course_zero_grad.ahead": (
        "After {epochs} steps the loss is {cleared_loss:.3g} with zero_grad() and {kept_loss:.3g} "
        "without: at this moment the run without is not behind. The sum of past gradients acts like a "
        "momentum of 1, which is fast downhill; but it cannot stop. With other numbers of epochs it is "
        "found far up the other side. No error is raised, and a loss that falls like this one looks well: "
        "`tidu doctor` before the script's name tells of it all the same (TD009).",
        "{epochs} 步之后，有 zero_grad() 的损失是 {cleared_loss:.3g}，没有的是 {kept_loss:.3g}：此刻没有的"
        "一次并不落后。过去的梯度之和就像大小为 1 的动量，下坡很快，却停不下来；换一个轮数，就会看到它冲上"
        "了对面的高坡。程序不会报错，这样下降的损失看上去也很正常：用 `tidu doctor` 运行脚本，它照样会指出"
        "来（TD009）。",
    ),
    "course_zero_grad.try": (
        "Smaller steps only make the swing slower: `tidu course zero-grad --lr 0.001 --epochs 300`\n"
        "Too large for both: `tidu course zero-grad --lr 0.13`\n"
        "Does it calm down if one waits? `tidu course zero-grad --epochs 500`",
        "步子更小，只是摆得更慢：`tidu course zero-grad --lr 0.001 --epochs 300`\n"
        "对两者都太大的步子：`tidu course zero-grad --lr 0.13`\n"
        "多等一会儿，它会平静下来吗？`tidu course zero-grad --epochs 500`",
    ),
    "course_zero_grad.cleared": ("with zero_grad", "有 zero_grad"),
    "course_zero_grad.kept": ("without", "没有 zero_grad"),
    "course_zero_grad.true": ("right answer", "正确答案"),
}
