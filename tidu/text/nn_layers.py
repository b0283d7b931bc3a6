"""Sentences of layers, activations and starting values: what they were given and cannot take."""

LAYERS: dict[str, tuple[str, str]] = {
    "nn.not_real": (
        '"{operation}" not implemented for {given}: it computes with real numbers. Fix: x.float()',
        "“{operation}”不支持 {given}：它按实数计算。改法：x.float()",
    ),
    "nn.class_exchanged": (
        '"cross_entropy" not implemented for {given}: the scores come first, then the classes, and here '
        "they have changed places. Fix: loss(output, target)",
        "“cross_entropy”不支持 {given}：先写得分，后写类别，这里两者的位置写反了。改法：loss(output, target)",
    ),
    "nn.unsigned": (
        "cannot do {operation} on an unsigned type with the negative value {given}. Fix: x.long()",
        "{operation}：无符号类型不能取负值 {given}。改法：x.long()",
    ),
    "nn.tuple": (
        "{layer}: the input must be Tensor, not {given}. RNN, LSTM, GRU and MultiheadAttention give a tuple: "
        "their output and what else they know. Fix: output, state = lstm(x), then the layer on output",
        "{layer}：输入必须是张量，而不是 {given}。RNN、LSTM、GRU 和 MultiheadAttention 给出元组："
        "输出和其他信息。改法：output, state = lstm(x)，再把 output 传给这一层",
    ),
    "nn.not_tensor": (
        "{layer}: the input must be Tensor, not {given}. Fix: torch.as_tensor(x)",
        "{layer}：输入必须是张量，而不是 {given}。改法：torch.as_tensor(x)",
    ),
    "nn.linear_width": (
        "{layer}: mat1 and mat2 shapes cannot be multiplied ({product}). The input has shape {shape}, "
        "its axis {axis} has size {size}, but in_features is {wanted} (weight has shape {weight}). "
        "Fix: {fix}",
        "{layer}：输入与权重无法相乘（{product}）。输入的形状是 {shape}，它的第 {axis} 维大小是 {size}，"
        "而 in_features 是 {wanted}（权重的形状是 {weight}）。改法：{fix}",
    ),
    "nn.linear_type": (
        "{layer}: mat1 and mat2 must have the same dtype, but the input is {given} and the weight "
        "{wanted}. Fix: x.to(torch.{kind})",
        "{layer}：输入与权重的类型必须相同，而输入是 {given}，权重是 {wanted}。改法：x.to(torch.{kind})",
    ),
    "nn.bilinear": (
        "bilinear: inputs of shape {a} and {b} do not fit a weight of shape {weight}, which is "
        "[out, in1, in2]. Fix: print(x1.shape, x2.shape)",
        "bilinear：形状为 {a} 与 {b} 的输入不适合形状为 {weight} 的权重（[out, in1, in2]）。"
        "改法：print(x1.shape, x2.shape)",
    ),
    "nn.bilinear_empty": (
        "in1_features must be > 0, but got (in1_features={given}). Fix: nn.Bilinear(1, 1, 1)",
        "in1_features 必须大于 0，收到的是 {given}。改法：nn.Bilinear(1, 1, 1)",
    ),
    "nn.prelu_rank": (
        "prelu: Expected `weight` to be a scalar or 1D tensor, but got ndim = {given}. "
        "Fix: weight.reshape(-1)",
        "prelu：weight 应是标量或一维张量，收到的是 {given} 维。改法：weight.reshape(-1)",
    ),
    "nn.prelu_count": (
        "Mismatch of parameter numbers and input channel size. Found parameter numbers = {weights} "
        "and channel size = {channels}. Fix: nn.PReLU({channels}), or nn.PReLU() for one weight",
        "prelu 的参数个数（{weights}）与输入的通道数（{channels}）不符。"
        "改法：nn.PReLU({channels})，或用 nn.PReLU() 只设一个参数",
    ),
    "nn.hardtanh": (
        "min_val cannot be greater than max_val: they are {low} and {high}. Fix: put the smaller first",
        "min_val 必须小于 max_val，收到的是 {low} 与 {high}。改法：把较小的写在前面",
    ),
    "nn.hardtanh_old": (
        "keyword argument `{old}` is deprecated and rename to `{new}`",
        "参数 {old} 已弃用，改名为 {new}",
    ),
    "nn.softshrink": (
        "lambda must be greater or equal to 0, but found to be {given}. Fix: lambd=abs(lambd)",
        "lambd 必须大于或等于 0，收到的是 {given}。改法：lambd=abs(lambd)",
    ),
    "nn.celu": (
        "ZeroDivisionError: alpha cannot be 0 for CELU. Fix: nn.ReLU(), which is its limit",
        "CELU 的 alpha 不能是 0。改法：使用 nn.ReLU()，即它的极限",
    ),
    "nn.gelu": (
        "approximate argument must be either none or tanh, not {given}. Fix: approximate='tanh'",
        "approximate 只能是 none 或 tanh，收到的是 {given}。改法：approximate='tanh'",
    ),
    "nn.glu_scalar": (
        "glu does not support scalars because halving size must be even. Fix: x.reshape(2)",
        "glu 不支持标量，因为要对半分。改法：x.reshape(2)",
    ),
    "nn.glu": (
        "Halving dimension must be even, but dimension {axis} is size {size}. Fix: choose another dim",
        "glu 要把第 {axis} 维对半分，而它的大小 {size} 是奇数。改法：换一个 dim",
    ),
    "nn.implicit_dim": (
        "Implicit dimension choice for {name} has been deprecated. Change the call to include dim=X "
        "as an argument. Fix: {name}(x, dim={dim}), which is what is done now",
        "{name} 没有指定 dim，自动选择的做法已弃用。改法：{name}(x, dim={dim})，这正是现在的做法",
    ),
    "nn.dropout": (
        "dropout probability has to be between 0 and 1, but got {given}. Fix: p=0.5",
        "dropout 的概率必须在 0 与 1 之间，收到的是 {given}。改法：p=0.5",
    ),
    "nn.dropout_whole": (
        "result type Float can't be cast to the desired output type: dropout scales what it keeps, "
        "and the input is {given}. Fix: x.float()",
        "dropout 会放大保留下来的元素，而输入是整数类型 {given}。改法：x.float()",
    ),
    "nn.padding_idx": (
        "Padding_idx must be within num_embeddings: it is {given}, and there are {rows} rows. "
        "Fix: padding_idx=0",
        "padding_idx 必须在行数之内：它是 {given}，而共有 {rows} 行。改法：padding_idx=0",
    ),
    "nn.embedding_index": (
        "Expected tensor for argument 'indices' to have one of the following scalar types: Long, Int; "
        "but got {given} instead. Fix: x.long()",
        "embedding 的输入必须是 int64 或 int32，收到的是 {given}。改法：x.long()",
    ),
    "nn.embedding_weight": (
        "'weight' must be 2-D, rows and width, but has {rank} axes. Fix: weight.reshape(rows, -1)",
        "weight 必须是二维的（行数与宽度），现在有 {rank} 维。改法：weight.reshape(rows, -1)",
    ),
    "nn.embedding_table": (
        "Shape of weight does not match num_embeddings and embedding_dim: it is {given}, not {wanted}. "
        "Fix: Embedding.from_pretrained(weight)",
        "weight 的形状 {given} 与 num_embeddings、embedding_dim（{wanted}）不符。"
        "改法：Embedding.from_pretrained(weight)",
    ),
    "nn.embedding_range": (
        "{layer}: index out of range in self: {index}, and there are {rows} rows, from 0 to {last}. "
        "Fix: nn.Embedding(int(x.max()) + 1, width)",
        "{layer}：下标 {index} 超出范围：共有 {rows} 行，从 0 到 {last}。"
        "改法：nn.Embedding(int(x.max()) + 1, width)",
    ),
    "nn.one_hot_type": (
        "one_hot is only applicable to index tensor of type LongTensor, not {given}. Fix: x.long()",
        "one_hot 只接受 int64 的类别，收到的是 {given}。改法：x.long()",
    ),
    "nn.one_hot_empty": (
        "Can not infer total number of classes from empty tensor. Fix: one_hot(x, num_classes=10)",
        "不能从空张量推断类别数。改法：one_hot(x, num_classes=10)",
    ),
    "nn.one_hot_negative": (
        "Class values must be non-negative, but one is {given}. Fix: x - x.min()",
        "类别不能是负数，其中有 {given}。改法：x - x.min()",
    ),
    "nn.one_hot_count": (
        "num_classes should be positive, not {given}. Fix: leave it out to have the classes counted",
        "num_classes 必须是正数，收到的是 {given}。改法：省略它，由程序统计",
    ),
    "nn.one_hot_range": (
        "Class values must be smaller than num_classes: one is {given}, and num_classes is {classes}. "
        "Fix: num_classes={given} + 1",
        "类别必须小于 num_classes：其中有 {given}，而 num_classes 是 {classes}。"
        "改法：num_classes={given} + 1",
    ),
    "nn.batch_norm_axes": (
        "{layer}: expected {ranks} input (got {rank}D input), its shape is {shape}. "
        "Fix: [batch, channels], such as x.unsqueeze(0)",
        "{layer}：输入应是 {ranks}，收到的是 {rank}D，形状为 {shape}。"
        "改法：使用 [批量, 通道]，如 x.unsqueeze(0)",
    ),
    "nn.batch_norm_width": (
        "{layer}: running_mean should contain {size} elements not {wanted}: the input has shape {shape}, "
        "its axis 1 has size {size}, but num_features is {wanted}. Fix: {fix}",
        "{layer}：输入的形状是 {shape}，第 1 维大小是 {size}，而 num_features 是 {wanted}。改法：{fix}",
    ),
    "nn.batch_norm_rank": (
        "batch_norm: the input needs a batch axis and a channel axis, its shape is {shape}. "
        "Fix: x.unsqueeze(0)",
        "batch_norm：输入至少要有批量与通道两维，现在的形状是 {shape}。改法：x.unsqueeze(0)",
    ),
    "nn.batch_norm_single": (
        "Expected more than 1 value per channel when training, got input size torch.Size({shape}): "
        "one value has no variance. Fix: model.eval(), or a larger batch (drop_last=True)",
        "训练时每个通道需要多于 1 个值，而输入的形状是 {shape}：单个值没有方差。"
        "改法：model.eval()，或加大批量（drop_last=True）",
    ),
    "nn.batch_norm_eps": (
        "batch_norm eps must be positive during training, but got {given}. Fix: eps=1e-5",
        "训练时 batch_norm 的 eps 必须是正数，收到的是 {given}。改法：eps=1e-5",
    ),
    "nn.batch_norm_channels": (
        "batch_norm: {name} should contain {channels} elements not {given}, one for each channel of "
        "an input of shape {shape}. Fix: print(x.shape)",
        "batch_norm：输入的形状是 {shape}，{name} 应有 {channels} 个元素（每个通道一个），现在有 {given} 个。"
        "改法：print(x.shape)",
    ),
    "nn.batch_norm_running": (
        "Expected running_mean and running_var to be defined when training=False. Fix: training=True",
        "training=False 时需要 running_mean 与 running_var。改法：training=True",
    ),
    "nn.layer_norm": (
        "Given normalized_shape={wanted}, expected input whose last axes are {wanted}, but got input "
        "of size {shape}. Fix: normalized_shape=x.shape[-1:]",
        "normalized_shape={wanted} 要求输入的最后几维是 {wanted}，收到的形状是 {shape}。"
        "改法：normalized_shape=x.shape[-1:]",
    ),
    "nn.layer_norm_width": (
        "{layer}: given normalized_shape={wanted}, expected input whose last axes are {wanted}, but got "
        "input of size {shape}. Fix: nn.LayerNorm(x.shape[-1])",
        "{layer}：normalized_shape={wanted} 要求输入的最后几维是 {wanted}，收到的形状是 {shape}。"
        "改法：nn.LayerNorm(x.shape[-1])",
    ),
    "nn.unflatten": (
        "unflattened_size must be a tuple of ints, but found type {given}. Fix: (2, -1)",
        "unflattened_size 必须是整数元组，收到的是 {given}。改法：(2, -1)",
    ),
    "nn.unflatten_size": (
        "unflattened_size must be tuple of ints, but found element of type {given} at pos {place}. "
        "Fix: int(size)",
        "unflattened_size 必须是整数元组，而第 {place} 项是 {given}。改法：int(size)",
    ),
    "nn.gain": (
        "Unsupported nonlinearity {given}. Known are {known}. Fix: calculate_gain('relu')",
        "不支持的非线性 {given}。可用的有 {known}。改法：calculate_gain('relu')",
    ),
    "nn.gain_slope": (
        "negative_slope {given} not a valid number. Fix: calculate_gain('leaky_relu', 0.01)",
        "negative_slope {given} 不是有效的数。改法：calculate_gain('leaky_relu', 0.01)",
    ),
    "nn.fans": (
        "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions: its shape is "
        "{shape}. Fix: nn.init.normal_(x)",
        "少于两维的张量（形状 {shape}）无法计算扇入与扇出。改法：nn.init.normal_(x)",
    ),
    "nn.fan_mode": (
        "Mode {given} not supported, please use one of ['fan_in', 'fan_out']. Fix: mode='fan_in'",
        "不支持的 mode：{given}，只能是 fan_in 或 fan_out。改法：mode='fan_in'",
    ),
    "nn.init_matrix": (
        "Only tensors with 2 dimensions are supported: {function} got the shape {shape}. "
        "Fix: nn.init.zeros_(x)",
        "{function} 只支持二维张量，收到的形状是 {shape}。改法：nn.init.zeros_(x)",
    ),
    "nn.init_axes": (
        "Only tensors with 2 or more dimensions are supported: {function} got the shape {shape}. "
        "Fix: nn.init.normal_(x)",
        "{function} 只支持两维及以上的张量，收到的形状是 {shape}。改法：nn.init.normal_(x)",
    ),
    "nn.init_empty": (
        "Initializing zero-element tensors is a no-op: the shape is {shape}.",
        "张量没有元素（形状 {shape}），初始化不起作用。",
    ),
    "nn.init_old": (
        "`nn.init.{old}` is now deprecated in favor of `nn.init.{new}`.",
        "nn.init.{old} 已弃用，请改用 nn.init.{new}。",
    ),
    "nn.truncated": (
        "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may "
        "be incorrect: mean is {mean}, std {std}, the interval [{a}, {b}]. "
        "Fix: a=mean - 2 * std, b=mean + 2 * std",
        "nn.init.trunc_normal_ 的均值（{mean}）离区间 [{a}, {b}] 超过两个标准差（{std}），分布可能不准确。"
        "改法：a=mean - 2 * std, b=mean + 2 * std",
    ),
}
