"""Sentences of the experiment `best-epoch` (C07)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_best_epoch.title": (
        "The best epoch, and learning by heart",
        "最好的一轮，以及从何时开始死记硬背",
    ),
    "course_best_epoch.see": (
        "A network with two hidden layers of width {width} learns a sine from {rows} samples with noise "
        "(standard deviation {noise:g}). After every epoch it is tested on {unseen} others that it never "
        "learns from: that is the validation loss.",
        "一个有两个隐藏层（各 {width} 个神经元）的网络，从 {rows} 个带噪声（标准差 {noise:g}）的样本学习一条"
        "正弦曲线；每轮之后，都在它从未学过的另外 {unseen} 个样本上测试，得到验证损失。",
    ),
    "course_best_epoch.overfits": (
        "The validation loss is lowest after epoch {best_epoch}: {best_test:.3g}. After that the training "
        "loss goes on falling, from {best_train:.3g} to {last_train:.3g} after epoch {epochs}; but the "
        "validation loss ends at {last_test:.3g}, {ratio:.1f} times its lowest. The network has "
        "begun to learn the noise of its {rows} samples by heart: in the right picture the curve of the "
        "last epoch bends towards single points, away from the sine. So one keeps the weights of the best "
        "epoch, as tidu.fit does when it is given validation data. Mind the words: data that chose the "
        "epoch is validation data; what the model is worth is told by a third set, the test data, which "
        "chose nothing.",
        "验证损失在第 {best_epoch} 轮之后最低：{best_test:.3g}。此后训练损失继续下降，从 {best_train:.3g} "
        "降到第 {epochs} 轮的 {last_train:.3g}；验证损失最后却是 {last_test:.3g}，为最低值的 {ratio:.1f} "
        "倍。网络开始把这 {rows} 个样本的噪声也背下来了：右图中，最后一轮的曲线偏向个别的点，离开了正弦曲"
        "线。所以要保留最好那一轮的权重，给了验证数据时 tidu.fit 就是这样做的。注意用词：用来挑选轮次的数据"
        "叫验证数据；模型究竟好不好，要由没有参与任何挑选的第三份数据（测试数据）来回答。",
    ),
    "course_best_epoch.not_yet": (
        "The validation loss is lowest after epoch {best_epoch}, {best_test:.3g}, and after epoch {epochs} "
        "it is {last_test:.3g}, hardly more (the training loss went from {best_train:.3g} to "
        "{last_train:.3g}). Training on did the samples never seen next to no harm: stopping at the best "
        "epoch would gain little here.",
        "验证损失在第 {best_epoch} 轮之后最低，为 {best_test:.3g}；到第 {epochs} 轮是 {last_test:.3g}，几乎"
        "没有变高（训练损失从 {best_train:.3g} 变为 {last_train:.3g}）。继续训练几乎没有损害它从未见过的样"
        "本：在这里，停在最好的一轮也得不到多少好处。",
    ),
    "course_best_epoch.falling": (
        "The validation loss is lowest in the very last epoch, {epochs}: {best_test:.3g}; the training loss "
        "is {last_train:.3g} there. Learning by heart has not begun.",
        "验证损失在最后一轮（第 {epochs} 轮）最低：{best_test:.3g}；此时训练损失是 {last_train:.3g}。死记硬"
        "背还没有开始。",
    ),
    "course_best_epoch.unsteady": (
        "The validation loss is lowest after epoch {best_epoch}, {best_test:.3g}, and after epoch {epochs} "
        "it is {last_test:.3g}. But the training loss did not fall in between either ({best_train:.3g}, "
        "then {last_train:.3g}): this is not learning by heart; the steps are too large for the weights to "
        "settle. The best epoch is still the one to keep.",
        "验证损失在第 {best_epoch} 轮之后最低，为 {best_test:.3g}；到第 {epochs} 轮是 {last_test:.3g}。可是"
        "这中间训练损失也没有下降（先是 {best_train:.3g}，后是 {last_train:.3g}）：这不是死记硬背，而是步子"
        "太大，权重安定不下来。要保留的仍是最好的那一轮。",
    ),
    "course_best_epoch.late": (
        "The validation loss is lowest near the end, after epoch {best_epoch}: {best_test:.3g}; after the "
        "last, {epochs}, it is {last_test:.3g} (the training loss went from {best_train:.3g} to "
        "{last_train:.3g}). So few epochs do not tell whether learning by heart has begun or the curve only "
        "trembles. Training longer would.",
        "验证损失在接近最后的第 {best_epoch} 轮之后最低：{best_test:.3g}；到最后的第 {epochs} 轮是 "
        "{last_test:.3g}（训练损失从 {best_train:.3g} 变为 {last_train:.3g}）。只差这么几轮，分不清是开始"
        "死记硬背，还是曲线在颤动；多训练几轮才知道。",
    ),
    "course_best_epoch.no_noise": (
        "The validation loss is lowest after epoch {best_epoch}, {best_test:.3g}, and after epoch {epochs} "
        "it is {last_test:.3g}, while the training loss fell from {best_train:.3g} to {last_train:.3g}. "
        "There is no noise here to learn by heart; the network fits the places of its own samples at the "
        "cost of the gaps between them.",
        "验证损失在第 {best_epoch} 轮之后最低，为 {best_test:.3g}；到第 {epochs} 轮是 {last_test:.3g}，而训"
        "练损失从 {best_train:.3g} 降到了 {last_train:.3g}。这里没有噪声可背；网络是为了贴合自己的样本，牺牲"
        "了样本之间的空隙。",
    ),
    "course_best_epoch.try": (
        "Over ten times the data, and there is little to learn by heart: `tidu course best-epoch --rows "
        "400`\n"
        "No noise: is there still a best epoch long before the end? `tidu course best-epoch --noise 0`\n"
        "Two neurons in a layer are too few to learn every point: `tidu course best-epoch --width 2`",
        "数据增加到十几倍，就没有多少可以死记的了：`tidu course best-epoch --rows 400`\n"
        "没有噪声时，最好的一轮还会远远早于最后一轮吗？`tidu course best-epoch --noise 0`\n"
        "每层只有两个神经元，背不下所有的点：`tidu course best-epoch --width 2`",
    ),
    "course_best_epoch.width": ("Neurons in each of the two hidden layers.", "两个隐藏层各有多少个神经元。"),
    "course_best_epoch.truth": ("sine without noise", "没有噪声的正弦"),
    "course_best_epoch.best": ("best epoch, {epoch}", "最好的一轮（第 {epoch} 轮）"),
    "course_best_epoch.last": ("last epoch, {epoch}", "最后一轮（第 {epoch} 轮）"),
}
