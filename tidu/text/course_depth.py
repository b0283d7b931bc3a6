"""Sentences of the experiment `depth` (C25)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_depth.title": ("Wide or deep, with equally many weights", "参数一样多：宽一点，还是深一点？"),
    "course_depth.see": (
        "Three networks learn {formula}. The deep one has the widths {deep_shape}: {layers} linear layers "
        "with {activation} between them, {deep_parameters} weights and biases. The other two were given "
        "as many, as nearly as whole numbers allow: {shallow_shape} ({shallow_parameters}) and {two_shape}"
        " ({two_parameters}). Random starts of each: {starts}. Their mean squared errors, best / middle / "
        "worst: {shallow_shape} {shallow_best:.2g} / {shallow_middle:.2g} / {shallow_worst:.2g}; "
        "{two_shape} {two_best:.2g} / {two_middle:.2g} / {two_worst:.2g}; {deep_shape} {deep_best:.2g} / "
        "{deep_middle:.2g} / {deep_worst:.2g}. Always answering the mean would give {level:.2g}.",
        "三个网络学习 {formula}。最深的一个各层宽度为 {deep_shape}：{layers} 个线性层，层间是 {activation}"
        "，共 {deep_parameters} 个权重和偏置。另外两个的参数尽量凑成一样多：{shallow_shape}（"
        "{shallow_parameters} 个）和 {two_shape}（{two_parameters} 个）。随机起点各 {starts} 个，均方误差"
        "的最好／中间／最差分别为：{shallow_shape} {shallow_best:.2g}／{shallow_middle:.2g}／"
        "{shallow_worst:.2g}；{two_shape} {two_best:.2g}／{two_middle:.2g}／{two_worst:.2g}；{deep_shape} "
        "{deep_best:.2g}／{deep_middle:.2g}／{deep_worst:.2g}。若总是回答平均值，误差为 {level:.2g}。",
    ),
    "course_depth.see_two": (
        "Two networks learn {formula}. One has the widths {deep_shape}: {layers} linear layers with "
        "{activation} between them, {deep_parameters} weights and biases. The other was given as many, as "
        "nearly as whole numbers allow: {other_shape} ({other_parameters}). Random starts of each: {starts}."
        " Their mean squared errors, best / middle / worst: {other_shape} {other_best:.2g} / "
        "{other_middle:.2g} / {other_worst:.2g}; {deep_shape} {deep_best:.2g} / {deep_middle:.2g} / "
        "{deep_worst:.2g}. Always answering the mean would give {level:.2g}.",
        "两个网络学习 {formula}。一个各层宽度为 {deep_shape}：{layers} 个线性层，层间是 {activation}，共 "
        "{deep_parameters} 个权重和偏置；另一个的参数尽量凑成一样多：{other_shape}（{other_parameters} 个）"
        "。随机起点各 {starts} 个，均方误差的最好／中间／最差分别为：{other_shape} {other_best:.2g}／"
        "{other_middle:.2g}／{other_worst:.2g}；{deep_shape} {deep_best:.2g}／{deep_middle:.2g}／"
        "{deep_worst:.2g}。若总是回答平均值，误差为 {level:.2g}。",
    ),
    "course_depth.shallow_wins": (
        "Judged by the middle run, the wide layer beats the deep chain here. Each of its neurons puts one "
        "bend where it is needed, and all of them are next to the output, where the gradient is strong. In "
        "the chain every signal, and every gradient, has to get through all the layers. Depth is no gift at "
        "this size, on this curve. (The best single run of all was one of {best_shape}.)",
        "按中间的一次来看，这里宽的一层胜过深的一串。宽层的每个神经元都能把一个弯放在需要的地方，而且都紧挨"
        "着输出，梯度很强；在长串里，每个信号、每个梯度都得穿过所有的层。在这个规模、这条曲线上，深度并不是"
        "天赐的好处。（所有单次训练中最好的一次属于 {best_shape}。）",
    ),
    "course_depth.deep_wins": (
        "Judged by the middle run, the deep chain beats the wide layer here. A layer can bend what the "
        "one before it has bent, so bends multiply from layer to layer, while those of a single layer "
        "only add up. (The best single run of all was one of {best_shape}.)",
        "按中间的一次来看，这里深的一串胜过宽的一层。每一层都能把前一层弯过的再弯一次，弯的个数逐层相乘，"
        "而单独一层的弯只能相加。（所有单次训练中最好的一次属于 {best_shape}。）",
    ),
    "course_depth.deep_folds": (
        "Judged by the middle run, the deep chain beats the wide layer here. A layer can fold what the "
        "one before it has folded, so bends multiply from layer to layer, while those of a single layer "
        "only add up. This is where depth pays: a curve that repeats itself, and enough neurons in every "
        "layer. (The best single run of all was one of {best_shape}.)",
        "按中间的一次来看，这里深的一串胜过宽的一层。每一层都能把前一层折好的再折一次，弯的个数逐层相乘，"
        "而单独一层的弯只能相加。深度的用处就在这里：曲线自我重复，而且每层有足够的神经元。（所有单次训练"
        "中最好的一次属于 {best_shape}。）",
    ),
    "course_depth.draw": (
        "Judged by the middle run, the wide layer and the deep chain are close together here: neither "
        "error is less than four fifths of the other. The best single run was one of {best_shape}.",
        "按中间的一次来看，这里宽的一层与深的一串不相上下：谁的误差也没有低到另一个的五分之四以下。最好的一次"
        "属于 {best_shape}。",
    ),
    "course_depth.unlearned": (
        "No network has learned the curve: not one run is much below {level:.2g}, the error of always "
        "answering the mean. This says nothing yet about wide and deep. More epochs or another learning "
        "rate would.",
        "没有哪个网络学到了这条曲线：没有一次训练的误差比总是回答平均值的 {level:.2g} 低多少。宽好还是深好"
        "，现在还说不上；多训练几轮，或换个学习率再看。",
    ),
    "course_depth.same": (
        "One hidden width was given, so the “deep” network is itself the wide layer, and whether deep or "
        "wide is better cannot be told. Give several: --widths 4,3,2. The best single run was one of "
        "{best_shape}.",
        "只给了一个隐藏层宽度，所以这里的“深”网络本身就是宽的那一层，比不出深好还是宽好。要多给几个，例如 "
        "--widths 4,3,2。最好的一次属于 {best_shape}。",
    ),
    "course_depth.stuck": (
        "Mind the worst run of the deep chain: {deep_worst:.2g}, hardly better than always answering the "
        "mean. When all neurons of one narrow layer happen to be switched off, or nearly so, nothing "
        "passes, forward or backward, and training cannot start.",
        "注意深的那串最差的一次：{deep_worst:.2g}，几乎不比总是回答平均值好。一旦某个窄层的神经元碰巧全部熄"
        "灭（或几乎熄灭），前向和反向就都传不过去，训练便无从开始。",
    ),
    "course_depth.try": (
        "A smooth bend, which never switches off: `tidu course depth --activation tanh`\n"
        "A zigzag that repeats itself, and wider layers: `tidu course depth --curve folds --widths 16,16,16 "
        "--activation tanh`\n"
        "The same zigzag with hinges: who is ahead now? `tidu course depth --curve folds --widths 16,16,16`",
        "换成光滑的、永不熄灭的激活函数：`tidu course depth --activation tanh`\n"
        "自我重复的锯齿线，加上更宽的层：`tidu course depth --curve folds --widths 16,16,16 --activation "
        "tanh`\n"
        "同样的锯齿线改用折线激活，这回谁领先？`tidu course depth --curve folds --widths 16,16,16`",
    ),
    "course_depth.widths": (
        "Hidden widths of the deep network; 4,3,2 is Linear(4,3), Linear(3,2), Linear(2,1) behind "
        "Linear(1,4).",
        "深网络各隐藏层的宽度；4,3,2 即在 Linear(1,4) 之后接 Linear(4,3)、Linear(3,2)、Linear(2,1)。",
    ),
    "course_depth.panel": ("{shape} ({parameters}): {loss:.2g}", "{shape}（{parameters} 个）：{loss:.2g}"),
    "course_depth.starts": ("every start; bar: the middle", "所有起点；横线为中间值"),
}
