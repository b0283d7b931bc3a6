"""Sentences of the experiment `best-epoch` (C07)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_best_epoch.title": (
        "The best epoch, and learning by heart",
        "最好的一轮，以及从何时开始死记硬背",
    ),
    "course_best_epoch.see": (
        "A network with two hidden layers of {width} neurons learns a sine from {rows} samples with noise "
        "(standard deviation {noise:g}) and is tested on {unseen} others that it never learns from. On its "
        "own {rows} samples the loss was {best_train:.3g} after epoch {best_epoch} and {last_train:.3g} "
        "after epoch {epochs}. What counts is the loss on the others, and that was lowest after epoch "
        "{best_epoch}: {best_test:.3g}.",
        "一个有两个隐藏层（各 {width} 个神经元）的网络，从 {rows} 个带噪声（标准差 {noise:g}）的样本学习一条"
        "正弦曲线，并在它从未学过的另外 {unseen} 个样本上测试。在那 {rows} 个样本上，第 {best_epoch} 轮的损"
        "失是 {best_train:.3g}，第 {epochs} 轮的损失是 {last_train:.3g}。真正要看的是其余样本上的损失，它在"
        "第 {best_epoch} 轮最低：{best_test:.3g}。",
    ),
    "course_best_epoch.overfits": (
        "From there on the two curves part: at the end the test loss is {last_test:.3g}, {ratio:.1f} times "
        "its lowest. The network has begun to learn the noise of its {rows} samples by heart: in the right "
        "picture the curve of the last epoch bends to pass near single points, away from the sine. So one "
        "keeps the weights of the best epoch, as tidu.fit does when it is given validation data. Be careful "
        "with words: data that chose the epoch is validation data; what a model is worth is told by a third "
        "set that chose nothing.",
        "此后两条曲线分道扬镳：到最后，测试损失是 {last_test:.3g}，为最低值的 {ratio:.1f} 倍。网络开始把这 "
        "{rows} 个样本的噪声也背了下来：右图中，最后一轮的曲线为了贴近个别的点而弯曲，离开了正弦曲线。所以要"
        "保留最好那一轮的权重，给了验证数据时 tidu.fit 就是这样做的。用词要小心：用来挑选轮次的数据叫验证数"
        "据；模型究竟好不好，要由没有参与任何挑选的第三份数据来回答。",
    ),
    "course_best_epoch.not_yet": (
        "At the end the test loss is {last_test:.3g}, not much above its lowest: with this much data, or "
        "this little training, the network has not begun to learn noise by heart. The last epoch is about "
        "as good as the best.",
        "到最后，测试损失是 {last_test:.3g}，没有比最低值高出多少：数据这么多，或者训练这么短，网络还没有开"
        "始死记噪声。最后一轮与最好的一轮差不多一样好。",
    ),
    "course_best_epoch.try": (
        "Twenty times the data, and there is little to learn by heart: `tidu course best-epoch --rows 400`\n"
        "No noise: is there still a best epoch long before the end? `tidu course best-epoch --noise 0`\n"
        "Two neurons in a layer are too few to learn every point: `tidu course best-epoch --width 2`",
        "数据增加到二十倍，就没有多少可以死记的了：`tidu course best-epoch --rows 400`\n"
        "没有噪声时，最好的一轮还会远远早于最后一轮吗？`tidu course best-epoch --noise 0`\n"
        "每层只有两个神经元，背不下所有的点：`tidu course best-epoch --width 2`",
    ),
    "course_best_epoch.width": ("Neurons in each of the two hidden layers.", "两个隐藏层各有多少个神经元。"),
    "course_best_epoch.truth": ("sine without noise", "没有噪声的正弦"),
    "course_best_epoch.best": ("best epoch, {epoch}", "最好的一轮（第 {epoch} 轮）"),
    "course_best_epoch.last": ("last epoch, {epoch}", "最后一轮（第 {epoch} 轮）"),
}
