"""Sentences of the experiment `images` (C30)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_images.title": ("Four networks that made depth famous", "让“深度”出名的四个网络"),
    "course_images.see": (
        "The four are built as published, and counted by reading their programs: layers with weights on the "
        "longest way from the picture to the answer, as the papers count them, and all parameters. AlexNet "
        "(2012): {alexnet_layers} layers, {alexnet_parameters} parameters, 16.4 % error in the ImageNet "
        "contest (the right name was not among five guesses). VGG-19 (2014): {vgg19_layers}, "
        "{vgg19_parameters}, 7.3 %. GoogLeNet (2014): {googlenet_layers}, {googlenet_parameters}, 6.7 %. "
        "ResNet-152 (2015): {resnet152_layers}, {resnet152_parameters}, 3.57 %. The error fell as depth "
        "grew; the number of parameters tells another story. VGG-19 has by far the most, mainly in its "
        "first linear layer, and GoogLeNet, deeper and better, the fewest.",
        "四个网络都按论文搭建，再从它们的程序里数出来：从图像到答案最长的一条路上有几个带权重的层（论文就是"
        "这样数的），以及全部参数。AlexNet（2012）：{alexnet_layers} 层，{alexnet_parameters} 个参数，"
        "ImageNet 竞赛错误率 16.4 %（猜五次都没猜中）。VGG-19（2014）：{vgg19_layers} 层，"
        "{vgg19_parameters} 个，7.3 %。GoogLeNet（2014）：{googlenet_layers} 层，{googlenet_parameters} "
        "个，6.7 %。ResNet-152（2015）：{resnet152_layers} 层，{resnet152_parameters} 个，3.57 %。层数越来"
        "越多，错误率越来越低；参数个数却是另一回事：VGG-19 最多，大部分都在第一个线性层里；GoogLeNet 更"
        "深、更准，参数反而最少。",
    ),
    "course_images.trained": (
        "Training them at full size needs a million pictures and a big machine. What is trained here is a "
        "narrow version of each: every layer is there, with {width:g} of its published width (ResNet-152 "
        "with half of that), on {rows} handwritten digits, resized, for {epochs} epochs. On {held} other "
        "digits they are right in: AlexNet ({alexnet_narrow} parameters) {alexnet_accuracy:.0f} %, VGG-19 ("
        "{vgg19_narrow}) {vgg19_accuracy:.0f} %, GoogLeNet ({googlenet_narrow}) {googlenet_accuracy:.0f} %, "
        "ResNet-152 ({resnet152_narrow}) {resnet152_accuracy:.0f} %. Guessing gives 10 %.",
        "按原尺寸训练它们，需要上百万张图片和很大的机器。这里训练的是每个网络的窄版：一层不少，宽度是论文的 "
        "{width:g} 倍（ResNet-152 再减半），用 {rows} 个放大了的手写数字训练 {epochs} 轮。在另外 {held} 个"
        "数字上答对的比例：AlexNet（{alexnet_narrow} 个参数）{alexnet_accuracy:.0f} %，VGG-19（"
        "{vgg19_narrow} 个）{vgg19_accuracy:.0f} %，GoogLeNet（{googlenet_narrow} 个）"
        "{googlenet_accuracy:.0f} %，ResNet-152（{resnet152_narrow} 个）{resnet152_accuracy:.0f} %。乱猜是 "
        "10 %。",
    ),
    "course_images.deepest": (
        "ResNet-152 came out ahead, with {best_accuracy:.0f} %: its shortcuts let the gradient pass 152 "
        "layers. But this says little of depth: the four differ in width and learning rate as well, and the "
        "digits are easy.",
        "ResNet-152 以 {best_accuracy:.0f} % 领先：有了捷径，梯度可以穿过 152 层。但这还不能说明深度的作"
        "用：四个网络的宽度和学习率也不同，而且这些数字很容易认。",
    ),
    "course_images.not_deepest": (
        "The deepest is not the best here: {best} is ahead, with {best_accuracy:.0f} %. Digits are easy, "
        "there are few of them, and training is short; depth pays with many pictures and much time. What "
        "lets 152 layers learn at all are the shortcuts past every block: they let the gradient through.",
        "这里最深的并不是最好的：{best} 领先，为 {best_accuracy:.0f} %。这些数字容易认、数量少、训练又短；"
        "深度要有大量图片和时间才划算。152 层要能学起来，靠的是每个模块旁边的捷径，它们让梯度通过。",
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
        "How wide the trained networks are, as a part of the published widths.",
        "所训练网络的宽度，是论文宽度的几倍。",
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
    "course_images.errors": ("published error", "论文中的错误率"),
    "course_images.sizes": ("parameters as published", "论文中的参数个数"),
    "course_images.million": ("millions", "百万"),
    "course_images.learned": ("narrow versions on digits", "窄版学手写数字"),
    "course_images.accuracy": ("right answers in %", "答对的百分比"),
}
