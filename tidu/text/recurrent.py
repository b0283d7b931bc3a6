"""Sentences of recurrent layers and of packed sequences. PyTorch's phrases are kept in the English."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "recurrent.dropout": (
        "dropout should be a number in range [0, 1] representing the probability of an element being "
        "zeroed, but it is {given!r}. Fix: dropout=0.5",
        "dropout 应是 [0, 1] 之间的数，表示元素被置零的概率，收到的是 {given!r}。改法：dropout=0.5",
    ),
    "recurrent.dropout_idle": (
        "dropout option adds dropout after all but last recurrent layer, so non-zero dropout "
        "expects num_layers greater than 1, but got dropout={given} and num_layers=1. "
        "Fix: num_layers=2, or dropout=0",
        "dropout 只作用于最后一层之外的循环层之后，因此需要 num_layers 大于 1；现在 dropout={given} 而 "
        "num_layers=1，它不起作用。改法：num_layers=2，或 dropout=0",
    ),
    "recurrent.option_type": (
        "{name} should be of type {wanted}, got: {given}. Fix: {name}={wanted}(...)",
        "{name} 应是 {wanted} 类型，收到的是 {given}。改法：{name}={wanted}(...)",
    ),
    "recurrent.positive": (
        "{name} must be greater than zero, got {given}. Fix: {name}=1",
        "{name} 必须大于 0，收到的是 {given}。改法：{name}=1",
    ),
    "recurrent.projection": (
        "proj_size has to be zero (no projection) or a positive integer smaller than hidden_size "
        "({hidden}), got {given}. Fix: proj_size=0",
        "proj_size 应为 0（不投影）或小于 hidden_size（{hidden}）的正整数，收到的是 {given}。"
        "改法：proj_size=0",
    ),
    "recurrent.mode": (
        "Unrecognized RNN mode: {given}. The modes are {known}. Fix: nn.LSTM(...)",
        "不认识的循环层类型 {given}，可用的有 {known}。改法：nn.LSTM(...)",
    ),
    "recurrent.only_lstm": (
        "proj_size argument is only supported for LSTM, not {name}. Fix: nn.LSTM(..., proj_size=...)",
        "proj_size 参数只有 LSTM 支持，{name} 不支持。改法：nn.LSTM(..., proj_size=...)",
    ),
    "recurrent.nonlinearity": (
        "Unknown nonlinearity '{given}'. Select from 'tanh' or 'relu'. Fix: nonlinearity='tanh'",
        "不认识的非线性函数“{given}”，只有 'tanh' 与 'relu'。改法：nonlinearity='tanh'",
    ),
    "recurrent.cell_nonlinearity": (
        "{layer}: Unknown nonlinearity: {given}. Fix: nonlinearity='tanh'",
        "{layer}：不认识的非线性函数 {given}。改法：nonlinearity='tanh'",
    ),
    "recurrent.type": (
        "{layer}: RNN input dtype ({given}) does not match weight dtype ({wanted}). "
        "Fix: x.to(torch.{kind})",
        "{layer}：输入的类型（{given}）与权重的类型（{wanted}）不同。改法：x.to(torch.{kind})",
    ),
    "recurrent.rank": (
        "{layer}: input must have {wanted} dimensions, but it has shape {shape}. Fix: print(x.shape)",
        "{layer}：输入应有 {wanted} 维，而它的形状是 {shape}。改法：print(x.shape)",
    ),
    "recurrent.axes": (
        "{layer}: Expected input to be 2D [times, features] or 3D [times, rows, features], but it has "
        "shape {shape}. Fix: x.unsqueeze(-1) if every step is one number",
        "{layer}：输入应是二维 [时间, 特征] 或三维 [时间, 样本, 特征]，而它的形状是 {shape}。"
        "改法：若每一步只有一个数，用 x.unsqueeze(-1)",
    ),
    "recurrent.width": (
        "{layer}: input.size(-1) must be equal to input_size. Expected {wanted}, but the input has shape "
        "{shape}. Fix: print(x.shape) and set input_size to its last number",
        "{layer}：输入的最后一维必须等于 input_size（{wanted}），而输入的形状是 {shape}。"
        "改法：print(x.shape)，并把 input_size 设为其中最后一个数",
    ),
    "recurrent.hidden": (
        "{layer}: Expected {name} size {wanted} (layers · directions, rows, width), got {shape}. "
        "Fix: torch.zeros({wanted})",
        "{layer}：{name} 的形状应是 {wanted}（层数·方向数, 样本, 宽度），收到的是 {shape}。"
        "改法：torch.zeros({wanted})",
    ),
    "recurrent.hidden_axes": (
        "{layer}: For an input of shape {input} the hidden state should be {rank}-D, but it has shape "
        "{shape}. Fix: leave hx out to begin from zeros",
        "{layer}：输入的形状是 {input}，隐藏状态应是 {rank} 维，而它的形状是 {shape}。"
        "改法：不传 hx，则从零开始",
    ),
    "recurrent.no_times": (
        "Expected sequence length to be larger than 0 in RNN: the input has no times. Fix: print(x.shape)",
        "序列长度必须大于 0：输入里没有任何时间步。改法：print(x.shape)",
    ),
    "recurrent.cell_axes": (
        "{layer}: Expected {name} to be 1D [features] or 2D [rows, features], but it has shape {shape}. "
        "Fix: pass one time at once, x[t]",
        "{layer}：{name} 应是一维 [特征] 或二维 [样本, 特征]，而它的形状是 {shape}。"
        "改法：每次只传一个时间步 x[t]",
    ),
    "recurrent.cell_shape": (
        "{name} of shape {shape} does not fit this cell: it takes {wanted} (rows, width). "
        "Fix: print(x.shape)",
        "形状为 {shape} 的 {name} 不适合这个单元：它需要 {wanted}（样本, 宽度）。改法：print(x.shape)",
    ),
    "recurrent.cell_type": (
        "mat1 and mat2 must have the same dtype: {name} is {given} and the weights are {wanted}. "
        "Fix: x.to({wanted})",
        "类型必须相同：{name} 是 {given}，权重是 {wanted}。改法：x.to({wanted})",
    ),
    "recurrent.packed_pair": (
        "Expected data to be a list or tuple of length 2 (data, batch_sizes), got {given}. "
        "Fix: nn.utils.rnn.pack_sequence(sequences)",
        "只传一个参数时它应是 (data, batch_sizes)，收到的是 {given}。"
        "改法：nn.utils.rnn.pack_sequence(sequences)",
    ),
    "recurrent.lengths_count": (
        "Expected `len(lengths)` to be equal to batch_size, but got {given} lengths for an input of "
        "[times, rows, ...] = {shape}. Fix: batch_first=True if the rows come first",
        "lengths 的个数应等于样本数，而给了 {given} 个长度，输入 [时间, 样本, ...] 是 {shape}。"
        "改法：若样本在前，用 batch_first=True",
    ),
    "recurrent.lengths_positive": (
        "Length of all samples has to be greater than 0, but found {given} in 'lengths'. "
        "Fix: leave empty sequences out",
        "每个样本的长度都必须大于 0，而 lengths 中有 {given}。改法：去掉空的序列",
    ),
    "recurrent.lengths_sorted": (
        "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True, but they are "
        "{given}. Fix: enforce_sorted=False",
        "enforce_sorted 为 True 时，lengths 必须从大到小排列，而它们是 {given}。改法：enforce_sorted=False",
    ),
    "recurrent.lengths_long": (
        "a sequence of length {given} does not fit into an input of {times} times. "
        "Fix: batch_first=True if the rows come first",
        "长度为 {given} 的序列放不进只有 {times} 个时间步的输入。改法：若样本在前，用 batch_first=True",
    ),
    "recurrent.total_length": (
        "Expected total_length to be at least the length of the longest sequence in input, but got "
        "total_length={given} and max sequence length being {longest}. Fix: total_length={longest}",
        "total_length 至少应是最长序列的长度，收到的是 {given}，而最长的是 {longest}。"
        "改法：total_length={longest}",
    ),
    "recurrent.not_sequences": (
        "pad_sequence: Expected iterable for input sequences, but got arg of type: {given}. "
        "Fix: pad_sequence([a, b])",
        "pad_sequence 需要一列序列，收到的是 {given}。改法：pad_sequence([a, b])",
    ),
    "recurrent.no_sequences": (
        "received an empty list of sequences. Fix: pad_sequence([a, b])",
        "收到的序列列表是空的。改法：pad_sequence([a, b])",
    ),
    "recurrent.padding_side": (
        "Expected padding_side to be one of left or right, but got {given}. Fix: padding_side='right'",
        "padding_side 应是 left 或 right，收到的是 {given}。改法：padding_side='right'",
    ),
}
