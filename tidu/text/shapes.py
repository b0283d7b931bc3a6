"""Sentences of what cannot be seen, cut, joined or turned as asked."""

SENTENCES: dict[str, tuple[str, str]] = {
    "shapes.same_axis": (
        "{operation}: the dimensions cannot be identical, but they are {a} and {b}. Fix: dim1=0, dim2=1",
        "{operation}：两个维度不能相同，收到的是 {a} 和 {b}。改法：dim1=0, dim2=1",
    ),
    "shapes.diag": (
        "diag(): Supports 1D or 2D tensors. Got {rank}D. Fix: torch.diagonal(x, dim1=-2, dim2=-1)",
        "diag() 只接受一维或二维张量，收到的是 {rank} 维。改法：torch.diagonal(x, dim1=-2, dim2=-1)",
    ),
    "shapes.fill_diagonal": (
        "fill_diagonal_: dimensions must be larger than 1, not {rank}. Fix: x.fill_(value)",
        "fill_diagonal_ 需要至少二维的张量，收到的是 {rank} 维。改法：x.fill_(value)",
    ),
    "shapes.fill_diagonal_sizes": (
        "fill_diagonal_: all dimensions of a tensor with more than two must be of equal length, not "
        "{shape}. Fix: x.diagonal(dim1=-2, dim2=-1).fill_(value)",
        "fill_diagonal_：多于二维的张量各维必须等长，收到的形状是 {shape}。"
        "改法：x.diagonal(dim1=-2, dim2=-1).fill_(value)",
    ),
    "shapes.unfold_size": (
        "unfold: maximum size for tensor at dimension {axis} is {length} but size is {size}. "
        "Fix: size={length}",
        "unfold：第 {axis} 维最多容纳 {length}，而 size 是 {size}。改法：size={length}",
    ),
    "shapes.unfold_step": (
        "unfold: step is {step} but must be > 0. Fix: step=1",
        "unfold：step 必须大于 0，收到的是 {step}。改法：step=1",
    ),
    "shapes.strides": (
        "as_strided: mismatch in length of strides and shape: {strides} and {shape}. "
        "Fix: give a stride for each size",
        "as_strided：步长 {strides} 与形状 {shape} 的长度不同。改法：为每一维各给一个步长",
    ),
    "shapes.negative_stride": (
        "as_strided: Negative strides, sizes and offsets are not supported, got strides {strides} and "
        "offset {offset}. Fix: x.flip(0)",
        "as_strided：步长、大小和偏移都不能为负，收到的步长是 {strides}，偏移是 {offset}。改法：x.flip(0)",
    ),
    "shapes.storage": (
        "as_strided: shape {shape} with strides {strides} from element {offset} on is out of bounds for "
        "storage of {size} elements. Fix: x.contiguous(), or smaller sizes",
        "as_strided：从第 {offset} 个元素起，形状 {shape}、步长 {strides} 超出了 {size} 个元素的存储。"
        "改法：x.contiguous()，或取更小的形状",
    ),
    "shapes.part": (
        "{operation}: expected src to have a size equal to the part that it is written over. src size = "
        "{src}, part size = {part}. Fix: src.expand({part})",
        "{operation}：src 的形状 {src} 必须与被改写部分的形状 {part} 相同。改法：src.expand({part})",
    ),
    "shapes.roll": (
        "roll: shifts and dimensions must align. shifts: {shifts}, dims: {dims}. "
        "Fix: give a dimension for each shift",
        "roll：shifts 有 {shifts} 个，dims 有 {dims} 个，两者必须一一对应。改法：为每个位移给出一个维度",
    ),
    "shapes.narrow_start": (
        "narrow: start must be an 0-dim integral Tensor, not {given} with {rank} dimension(s). "
        "Fix: int(start)",
        "narrow：start 必须是零维整数张量，收到的是 {rank} 维的 {given}。改法：int(start)",
    ),
    "shapes.not_listed": (
        "{operation}(): argument 'tensors' must be tuple of Tensors, not Tensor. Fix: {operation}([x])",
        "{operation}()：参数 tensors 必须是张量的元组或列表，不能是一个张量。改法：{operation}([x])",
    ),
    "shapes.movedim": (
        "movedim: Invalid source or destination dims: source ({source} dims) should contain the "
        "same number of "
        "dims as destination ({destination} dims). Fix: movedim(0, -1)",
        "movedim：source（{source}）与 destination（{destination}）的个数必须相同。改法：movedim(0, -1)",
    ),
    "shapes.roll_nothing": (
        "roll: `shifts` required, but it is empty. Fix: shifts=1",
        "roll：必须给出 shifts，收到的是空的。改法：shifts=1",
    ),
    "shapes.rot90_dims": (
        "rot90: expected total rotation dims == 2, but got {given}. Fix: dims=(0, 1)",
        "rot90：旋转平面需要两个维度，收到 {given} 个。改法：dims=(0, 1)",
    ),
    "shapes.rot90_rank": (
        "rot90: expected total dims >= 2, but got total dims = {rank}. Fix: x.unsqueeze(0)",
        "rot90：需要至少二维的张量，收到的是 {rank} 维。改法：x.unsqueeze(0)",
    ),
    "shapes.flip": (
        "{operation}: Input must be >= {least}-d, but it is {rank}-d. Fix: x.unsqueeze(0)",
        "{operation}：张量至少要有 {least} 维，收到的是 {rank} 维。改法：x.unsqueeze(0)",
    ),
    "shapes.repeats": (
        "repeat_interleave: repeats can not be negative, but {given} is. Fix: repeats.clamp(min=0)",
        "repeat_interleave：重复次数不能为负，收到 {given}。改法：repeats.clamp(min=0)",
    ),
    "shapes.repeats_kind": (
        "repeat_interleave: repeats must be a number or a vector of whole numbers, not {given} of shape "
        "{shape}. Fix: repeats.long().flatten()",
        "repeat_interleave：repeats 必须是一个数或整数向量，收到的是形状 {shape} 的 {given}。"
        "改法：repeats.long().flatten()",
    ),
    "shapes.repeats_count": (
        "repeat_interleave: repeats must have the same size as input along dim, but there are {given} "
        "repeats for {size} places. Fix: give a number for each place",
        "repeat_interleave：共有 {size} 个位置，却给了 {given} 个重复次数。改法：为每个位置各给一个次数",
    ),
    "shapes.output_size": (
        "repeat_interleave: output_size is {given}, but the repeats make {size} places. "
        "Fix: output_size={size}",
        "repeat_interleave：output_size 是 {given}，但按重复次数应有 {size} 个位置。改法：output_size={size}",
    ),
    "shapes.h": (
        "tensor.H is only supported on matrices (2-D tensors). Got {rank}-D tensor. Fix: x.mH",
        "tensor.H 只用于矩阵（二维张量），收到的是 {rank} 维。改法：x.mH",
    ),
    "shapes.sum_to_size": (
        "size {size} is not expandable to size {shape}, so nothing of that size can be summed out of it. "
        "Fix: x.sum(0)",
        "形状 {size} 不能广播成 {shape}，因此无法求和到该形状。改法：x.sum(0)",
    ),
    "shapes.bytes_of_number": (
        "self.dim() cannot be 0 to view {given} as {kind} (different element sizes). "
        "Fix: x.reshape(1).view({kind})",
        "零维张量不能把 {given} 当作大小不同的 {kind} 来看。改法：x.reshape(1).view({kind})",
    ),
    "shapes.bytes": (
        "the last dimension of shape {shape} does not hold a whole number of {kind} (it holds {given}). "
        "Fix: x.to({kind}) to convert the numbers",
        "形状 {shape} 的最后一维（{given}）不能恰好分成若干 {kind}。改法：要转换数值请用 x.to({kind})",
    ),
    "shapes.bytes_apart": (
        "self.stride(-1) must be 1 to view {given} as {kind} (different element sizes). "
        "Fix: x.contiguous().view({kind})",
        "要把 {given} 看作大小不同的 {kind}，最后一维必须连续。改法：x.contiguous().view({kind})",
    ),
    "shapes.resize_grad": (
        "cannot resize variables that require grad. Fix: x.detach().resize_(...)",
        "需要梯度的张量不能改变大小。改法：x.detach().resize_(...)",
    ),
    "shapes.no_tensors": (
        "{operation} expects a non-empty TensorList: there is nothing to join. Fix: pass [x, y]",
        "{operation} 需要至少一个张量，现在没有可拼接的内容。改法：传入 [x, y]",
    ),
    "shapes.vectors": (
        "{operation}: Expect a 1D vector, but got shape {shape}. Fix: x.flatten()",
        "{operation}：需要一维向量，收到的形状是 {shape}。改法：x.flatten()",
    ),
    "shapes.choose": (
        "combinations: Expect a non-negative number, but got {r}. Fix: r=2",
        "combinations：r 不能为负，收到的是 {r}。改法：r=2",
    ),
    "shapes.negative": (
        "a shape cannot have negative dimension sizes: {shape}. Fix: give sizes that are 0 or more",
        "形状 {shape} 中不能有负数。改法：各维大小都取 0 或正数",
    ),
    "shapes.split_number": (
        "{operation} expected at least a 1-dimensional tensor, but got a tensor with 0 dims. "
        "Fix: x.reshape(1)",
        "{operation} 需要至少一维的张量，收到的是零维。改法：x.reshape(1)",
    ),
    "shapes.split_places": (
        "tensor_split expected tensor_indices_or_sections to be a vector of int64, but got {given} of shape "
        "{shape}. Fix: indices.long().flatten()",
        "tensor_split 的分割位置必须是 int64 向量，收到的是形状 {shape} 的 {given}。"
        "改法：indices.long().flatten()",
    ),
    "shapes.sections": (
        "number of sections must be larger than 0, got {given}. Fix: sections=1",
        "份数必须大于 0，收到的是 {given}。改法：sections=1",
    ),
    "shapes.split_rank": (
        "{operation} requires a tensor with at least {least} dimension(s), but got a tensor with {rank} "
        "dimensions. Fix: x.unsqueeze(0)",
        "{operation} 需要至少 {least} 维的张量，收到的是 {rank} 维。改法：x.unsqueeze(0)",
    ),
    "shapes.split_even": (
        "{operation} attempted to split along a dimension of size {size}, which is not divisible by {given}. "
        "Fix: torch.tensor_split, which allows unequal parts",
        "{operation}：大小为 {size} 的维不能平均分成 {given} 份。改法：用 torch.tensor_split，它允许各份不等",
    ),
    "shapes.unravel_kind": (
        "expected 'indices' to be integer dtype, but got {given}. Fix: indices.long()",
        "indices 必须是整数张量，收到的是 {given}。改法：indices.long()",
    ),
    "shapes.unravel_shape": (
        "expected 'shape' to be int or sequence of ints, but got {given}. Fix: shape=(2, 3)",
        "shape 必须是整数或整数序列，收到的是 {given}。改法：shape=(2, 3)",
    ),
}
