"""Errors of reading and writing at places: x[...]."""

INDEX: dict[str, tuple[str, str]] = {
    "errors.old_mask": (
        "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead: it is "
        "taken as a mask. Fix: x[mask.bool()], or x[places.long()] where places are meant",
        "用 torch.uint8 作下标的写法已过时，请用 torch.bool：这里把它当作掩码。"
        "改法：x[mask.bool()]；若指的是位置，用 x[places.long()]",
    ),
    "errors.too_many_indices": (
        "too many indices for tensor of dimension {rank}: {given} were given. Fix: look at x.shape",
        "索引过多：张量是 {rank} 维的，却给了 {given} 个索引。改法：先查看 x.shape",
    ),
    "errors.index_range": (
        "index {index} is out of bounds for dimension {axis} with size {size}. "
        "Fix: count from 0 to {last}, or back from the end as -1, -2, ...",
        "索引 {index} 超出第 {axis} 维的范围，该维大小为 {size}。"
        "改法：从 0 数到 {last}，或从末尾倒数 -1、-2……",
    ),
    "errors.index_type": (
        "tensors used as indices must be long, int, byte or bool tensors, not {given}. "
        "Fix: index.long()",
        "用作索引的张量必须是整数或布尔类型，不能是 {given}。改法：index.long()",
    ),
    "errors.index_kind": (
        "tensors are indexed by integers, slices (`:`), ellipsis (`...`), None, lists and long or "
        "bool tensors, not by {given}. Fix: x[0]",
        "张量可用整数、切片（`:`）、省略号（`...`）、None、列表以及整数或布尔张量索引，"
        "不能用 {given}。改法：x[0]",
    ),
    "errors.mask": (
        "The shape of the mask {mask} at index {axis} does not match the shape of the indexed "
        "tensor {shape} at index {axis}. Fix: mask.unsqueeze(-1).expand_as(x)",
        "掩码的形状 {mask} 与张量的形状 {shape} 在第 {axis} 维上不一致。"
        "改法：mask.unsqueeze(-1).expand_as(x)",
    ),
    "errors.index_shapes": (
        "shape mismatch: indexing tensors could not be broadcast together with shapes {shapes}. "
        "Fix: index one axis after the other, x[rows][:, columns]",
        "各索引张量的形状 {shapes} 无法广播。改法：逐维索引，x[rows][:, columns]",
    ),
    "errors.negative_step": (
        "step must be greater than zero, but it is {step}. Fix: x.flip(0)",
        "切片的步长必须大于 0，收到的是 {step}。改法：x.flip(0)",
    ),
    "errors.write_shape": (
        "shape mismatch: value tensor of shape {value} cannot be broadcast to indexing result of "
        "shape {target}. Fix: value.reshape({target})",
        "不能把形状 {value} 的值写到形状 {target} 的位置。改法：value.reshape({target})",
    ),
    "errors.narrow": (
        "narrow: start ({start}) + length ({length}) exceeds dimension size ({size}). "
        "Fix: length = {size} - start",
        "narrow：start（{start}）加 length（{length}）超出该维的大小（{size}）。"
        "改法：length = {size} - start",
    ),
    "errors.gather": (
        "{operation}: Index tensor must have the same number of dimensions as input tensor: {b} against "
        "{a}. Fix: index.unsqueeze(dim)",
        "{operation}：索引张量的维数（{b}）必须与输入张量的维数（{a}）相同。改法：index.unsqueeze(dim)",
    ),
    "errors.gather_shape": (
        "{operation}: Size does not match: expected index {index} to be no larger than self {shape} "
        "apart from dimension {axis}. Fix: index = index[:1]",
        "{operation}：除第 {axis} 维外，索引的形状 {index} 不能超过张量的形状 {shape}。"
        "改法：index = index[:1]",
    ),
    "errors.gather_range": (
        "index {index} is out of bounds for dimension {axis} with size {size}. "
        "Fix: index.clamp(0, {size} - 1)",
        "索引 {index} 超出第 {axis} 维的范围，该维大小为 {size}。改法：index.clamp(0, {size} - 1)",
    ),
    "errors.gather_type": (
        "{operation}(): Expected dtype int32/int64 for index, but got {given}. Fix: index.long()",
        "{operation}()：索引必须是整数，收到的是 {given}。改法：index.long()",
    ),
    "errors.fill_value": (
        "masked_fill only supports a 0-dimensional value tensor, but got tensor with {rank} "
        "dimension(s). Fix: torch.where(mask, value, x)",
        "masked_fill 的 value 只能是一个数，收到的是 {rank} 维张量。改法：torch.where(mask, value, x)",
    ),
    "errors.index_vector": (
        "index_select: Index is supposed to be a vector, but its shape is {given}. "
        "Fix: index.reshape(-1)",
        "index_select：索引应当是一维的，现在的形状是 {given}。改法：index.reshape(-1)",
    ),
    "errors.mask_type": (
        "{operation}: expected the mask to be bool, but got {given}. Fix: mask.bool()",
        "{operation}：掩码必须是布尔类型，收到的是 {given}。改法：mask.bool()",
    ),
    "errors.index_of_tensor": (
        "only integer tensors of a single element can be converted to an index. Fix: int(x.item())",
        "只有含一个元素的整数张量才能当作下标。改法：int(x.item())",
    ),
}
