"""Sentences of the experiment `images` (C30)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_images.title": ("Four networks that made depth famous", "让“深度”出名的四个网络"),
    "course_images.see": (
        "The four are built as torchvision builds them, and counted by reading their programs: layers "
        "with weights on the longest way from the picture to the answer, as the papers count them, and "
        "all parameters. AlexNet: {alexnet_layers} layers, {alexnet_parameters} parameters, in its "
        "one-column form of 2014 (the two-column network of 2012 has about 60.97 million). VGG-19: "
        "{vgg19_layers}, {vgg19_parameters}, as in the paper of 2014. GoogLeNet (2014): {googlenet_layers}"
        ", {googlenet_parameters}, without the two side classifiers that only training uses, with batch "
        "norm, and with 3 × 3 filters where the paper has 5 × 5. ResNet-152 (2015): {resnet152_layers}, "
        "{resnet152_parameters}. Of all, VGG-19 has by far the most parameters, mainly in its first "
        "linear layer, and GoogLeNet, deeper, the fewest.",
        "四个网络都按 torchvision 的做法搭建，再从它们的程序里数出来：从图像到答案最长的一条路上有几个带权"
        "重的层（论文就是这样数的），以及全部参数。AlexNet：{alexnet_layers} 层，{alexnet_parameters} 个参"
        "数，是 2014 年的单列版本（2012 年的双列网络约有 6097 万个）。VGG-19：{vgg19_layers} 层，"
        "{vgg19_parameters} 个，与 2014 年的论文相同。GoogLeNet（2014）：{googlenet_layers} 层，"
        "{googlenet_parameters} 个，不含只在训练时使用的两个辅助分类器，加了批归一化，论文中 5 × 5 的滤波"
        "器换成了 3 × 3。ResNet-152（2015）：{resnet152_layers} 层，{resnet152_parameters} 个。其中 "
        "VGG-19 的参数最多，大部分都在第一个线性层里；GoogLeNet 更深，参数反而最少。",
    ),
    "course_images.contest": (
        "The left picture has the errors that made them famous, from the ImageNet contest: the right name "
        "was not among five guesses in 16.4 % (2012), 7.3 % and 6.7 % (2014), 3.57 % (2015). None of "
        "these is the error of a single network: they are of ensembles, five, seven, seven and six "
        "networks that answered together. One ResNet-152 alone had 4.49 % on the contest's validation "
        "pictures.",
        "左图是让它们出名的错误率，来自 ImageNet 竞赛，即猜五次都没猜中的比例：16.4 %（2012）、7.3 % 和 "
        "6.7 %（2014）、3.57 %（2015）。这些都不是单个网络的错误率，而是集成的：分别由五个、七个、七个和六"
        "个网络一起作答。单独一个 ResNet-152，在竞赛的验证图片上是 4.49 %。",
    ),
    "course_images.trained": (
        "Training them at full size needs a million pictures and a big machine. What is trained here has "
        "every layer, but only {width:g} of the full width (ResNet-152 half of that), on {rows} "
        "handwritten digits, resized; epochs: {epochs}. On {held} other digits they are right in: AlexNet "
        "({alexnet_narrow} parameters) {alexnet_accuracy:.0f} %, VGG-19 ({vgg19_narrow}) "
        "{vgg19_accuracy:.0f} %, GoogLeNet ({googlenet_narrow}) {googlenet_accuracy:.0f} %, ResNet-152 ("
        "{resnet152_narrow}) {resnet152_accuracy:.0f} %. Guessing gives 10 %.",
        "按原尺寸训练它们，需要上百万张图片和很大的机器。这里训练的网络一层不少，宽度却只有原来的 "
        "{width:g} 倍（ResNet-152 再减半），用 {rows} 个缩放过的手写数字训练 {epochs} 轮。在另外 {held} 个"
        "数字上答对的比例：AlexNet（{alexnet_narrow} 个参数）{alexnet_accuracy:.0f} %，VGG-19（"
        "{vgg19_narrow} 个）{vgg19_accuracy:.0f} %，GoogLeNet（{googlenet_narrow} 个）"
        "{googlenet_accuracy:.0f} %，ResNet-152（{resnet152_narrow} 个）{resnet152_accuracy:.0f} %。乱猜是"
        " 10 %。",
    ),
    "course_images.level": (
        "This order says nothing of depth. {best} is ahead by {gap:.1f} percentage points of {rival}, but "
        "a share of {held} digits is itself uncertain: the standard error of such a difference is about "
        "{doubt:.1f} points, and another seed draws other weights and other digits. A lead of less than "
        "twice that may be chance. What lets 152 layers learn at all are the shortcuts past every block: "
        "they let the gradient through.",
        "这个名次说明不了深度的作用。{best} 比 {rival} 高出 {gap:.1f} 个百分点，可是 {held} 个数字上的比例"
        "本身就不准：这样一个差的标准误差约为 {doubt:.1f} 个百分点，而且换一个种子，权重和数字都会换。领先"
        "不到它的两倍，可能只是偶然。152 层要能学起来，靠的是每个模块旁边的捷径，它们让梯度通过。",
    ),
    "course_images.deepest": (
        "ResNet-152 is ahead by {gap:.1f} percentage points of {rival}, more than twice the standard "
        "error of such a difference ({doubt:.1f}): its shortcuts let the gradient pass 152 layers. But "
        "this is one seed, and it says little of depth: the four differ in width and learning rate as "
        "well, and the digits are easy.",
        "ResNet-152 比 {rival} 高出 {gap:.1f} 个百分点，超过这样一个差的标准误差（{doubt:.1f}）的两倍：有"
        "了捷径，梯度可以穿过 152 层。但这只是一个种子的结果，也说明不了深度的作用：四个网络的宽度和学习率"
        "也不同，而且这些数字很容易认。",
    ),
    "course_images.not_deepest": (
        "The deepest is not ahead here: {best} has {gap:.1f} percentage points more than {rival}, more "
        "than twice the standard error of such a difference ({doubt:.1f}), in this one run. Digits are "
        "easy, there are few of them, and training is short; depth pays with many pictures and much time. "
        "What lets 152 layers learn at all are the shortcuts past every block: they let the gradient "
        "through.",
        "这里领先的不是最深的：{best} 比 {rival} 高出 {gap:.1f} 个百分点，在这一次训练中超过这样一个差的标"
        "准误差（{doubt:.1f}）的两倍。这些数字容易认、数量少、训练又短；深度要有大量图片和时间才划算。152 "
        "层要能学起来，靠的是每个模块旁边的捷径，它们让梯度通过。",
    ),
    "course_images.try": (
        "Twice as long (about two minutes): `tidu course images --epochs 10`\n"
        "Only a hundred digits: `tidu course images --rows 100 --epochs 20`\n"
        "Even narrower: what is left of them? `tidu course images --width 0.0625`",
        "训练时间加倍（约两分钟）：`tidu course images --epochs 10`\n"
        "只给一百个数字：`tidu course images --rows 100 --epochs 20`\n"
        "再窄一半，还剩下多少本事？`tidu course images --width 0.0625`",
    ),
    "course_images.width": (
        "How wide the trained networks are, as a part of the full widths.",
        "所训练网络的宽度，是原来宽度的几倍。",
    ),
    "course_images.rows": ("Digits to train on; others judge.", "用多少个数字训练；其余的当评委。"),
    "course_images.missing": (
        "The digits come with scikit-learn, which is not installed. Fix: pip install 'tidu[trees]'",
        "手写数字图片来自 scikit-learn，而它没有安装。改法：pip install 'tidu[trees]'",
    ),
    "course_images.bar": (
        "{name}\n"
        "{layers} layers",
        "{name}\n"
        "{layers} 层",
    ),
    "course_images.errors": ("contest error (ensembles)", "竞赛错误率（集成）"),
    "course_images.sizes": ("parameters as built here", "这里所搭网络的参数个数"),
    "course_images.million": ("millions", "百万"),
    "course_images.learned": ("narrow versions on digits", "窄版学手写数字"),
    "course_images.accuracy": ("right answers in %", "答对的百分比"),
}
