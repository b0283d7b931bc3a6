"""Sentences of the experiment `descent` (C03)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_descent.title": ("The way down the loss surface", "在损失曲面上往下走"),
    "course_descent.see": (
        "{rows} samples of y = 2x + 1 with noise. For every pair (w, b) there is a mean squared loss, "
        "which is the surface; its lowest point, {minimum_loss:.3g}, is at w = {minimum_w:.2f}, b = "
        "{minimum_b:.2f} (the samples were made with 2 and 1). Both descents begin at the same random "
        "place, w = {start_w:.2f}, b = {start_b:.2f}, with the loss {start_loss:.3g}, and take away {lr:g}"
        " times the gradient in each step. One uses all samples for a step, the other {batch}. An epoch "
        "is every sample once, so in {epochs} epochs, at the same cost, the first makes {full_steps} "
        "steps and the second {mini_steps}.",
        "这里有 {rows} 个 y = 2x + 1 加噪声的样本。每一对 (w, b) 都有一个均方损失，合起来就是这个曲面；最"
        "低点在 w = {minimum_w:.2f}，b = {minimum_b:.2f}，损失 {minimum_loss:.3g}（样本是用 2 和 1 造出来"
        "的）。两次下降从同一个随机位置 w = {start_w:.2f}，b = {start_b:.2f} 出发，那里的损失是 "
        "{start_loss:.3g}，每一步减去梯度的 {lr:g} 倍。一个每步用全部样本，另一个每步用 {batch} 个。一轮就"
        "是把每个样本用一遍，所以在 {epochs} 轮里，花费同样的计算，前者走 {full_steps} 步，后者走 "
        "{mini_steps} 步。",
    ),
    "course_descent.mini_ahead": (
        "At the end the small batches have the loss {mini_loss:.4g} at w = {mini_w:.2f}, b = {mini_b:.2f}; "
        "all at once has {full_loss:.4g} at w = {full_w:.2f}, b = {full_b:.2f}. The exact steps of all "
        "samples get down the steep side first; along the valley the slope is small, and they creep. A "
        "small batch knows the slope only roughly, so its path trembles; but here its many rough steps led "
        "further than a few exact ones.",
        "最后，小批量的损失是 {mini_loss:.4g}，位于 w = {mini_w:.2f}，b = {mini_b:.2f}；全部样本的损失是 "
        "{full_loss:.4g}，位于 w = {full_w:.2f}，b = {full_b:.2f}。用全部样本，每步都很准：先下了陡坡，到了"
        "谷底坡度变小，就只能慢慢挪。小批量只能粗略地知道坡度，路径会颤抖；但在这里，许多粗略的步子比少数准"
        "确的步子走得更远。",
    ),
    "course_descent.on_the_way": (
        "At the end the small batches have the loss {mini_loss:.4g} at w = {mini_w:.2f}, b = {mini_b:.2f}"
        "; all at once has {full_loss:.4g} at w = {full_w:.2f}, b = {full_b:.2f}, not even half of the "
        "way down from the start. With steps as short as these it is their number that counts, and the "
        "small batches make more of them: {mini_steps} instead of {full_steps}. Longer steps or more "
        "epochs show the rest of the way.",
        "最后，小批量的损失是 {mini_loss:.4g}，位于 w = {mini_w:.2f}，b = {mini_b:.2f}；全部样本的损失是 "
        "{full_loss:.4g}，位于 w = {full_w:.2f}，b = {full_b:.2f}，从起点往下还没走完一半。步子这么短，要"
        "紧的是走了多少步，而小批量走得多：{mini_steps} 步，对 {full_steps} 步。步子放大，或多走几轮，才看"
        "得到后面的路。",
    ),
    "course_descent.full_ahead": (
        "At the end all at once has the loss {full_loss:.4g} at w = {full_w:.2f}, b = {full_b:.2f}; the "
        "small batches have {mini_loss:.4g} at w = {mini_w:.2f}, b = {mini_b:.2f}. A small batch knows the "
        "slope only roughly, so near the lowest point its steps go on trembling, while the exact steps get "
        "shorter and come to rest. The right picture shows who was ahead when.",
        "最后，全部样本的损失是 {full_loss:.4g}，位于 w = {full_w:.2f}，b = {full_b:.2f}；小批量的损失是 "
        "{mini_loss:.4g}，位于 w = {mini_w:.2f}，b = {mini_b:.2f}。小批量只能粗略地知道坡度，到了最低点附"
        "近，步子仍会不停颤抖；而准确的步子越走越短，最后停下来。看右图就知道，哪一段时间谁领先。",
    ),
    "course_descent.same": (
        "A batch of {batch_size} holds all {rows} samples, so both paths are the same; they end with the "
        "loss {full_loss:.4g} at w = {full_w:.2f}, b = {full_b:.2f}. Smaller batches make the difference "
        "visible.",
        "一批 {batch_size} 个已经包含全部 {rows} 个样本，所以两条路径相同，最后的损失是 {full_loss:.4g}，位"
        "于 w = {full_w:.2f}，b = {full_b:.2f}。把批量调小，才看得出区别。",
    ),
    "course_descent.diverged": (
        "A learning rate of {lr:g} is too large here: all at once ends with the loss {full_loss:.3g}, the "
        "small batches with {mini_loss:.3g}. A path that leaves jumps over the valley, lands higher up on "
        "the other side, where the slope is steeper, and so jumps further each time.",
        "学习率 {lr:g} 在这里太大了：全部样本最后的损失是 {full_loss:.3g}，小批量是 {mini_loss:.3g}。离开山"
        "谷的路径会一步跨过谷底，落在对面更高的地方，那里坡更陡，于是一次比一次跨得更远。",
    ),
    "course_descent.try": (
        "One sample a step: the roughest slopes, the most steps: `tidu course descent --batch-size 1 --lr "
        "0.03`\n"
        "Slow steps show the shape of the path: `tidu course descent --lr 0.01 --epochs 100`\n"
        "Beyond a certain step length it climbs: `tidu course descent --lr 0.6`",
        "每步一个样本：坡度最粗略，步数最多：`tidu course descent --batch-size 1 --lr 0.03`\n"
        "慢慢走，才看得清路径的形状：`tidu course descent --lr 0.01 --epochs 100`\n"
        "步子大过某个限度，就会往上爬：`tidu course descent --lr 0.6`",
    ),
    "course_descent.batch_size": (
        "Samples in each step of the second descent.",
        "第二次下降每一步用多少个样本。",
    ),
    "course_descent.full": ("all samples", "全部样本"),
    "course_descent.mini": ("small batches", "小批量"),
    "course_descent.above": ("loss above the minimum", "损失比最低点高出多少"),
}
