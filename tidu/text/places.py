"""Sentences of places that cannot be picked from, or written to, as asked."""

SENTENCES: dict[str, tuple[str, str]] = {
    "places.reduce": (
        "reduce argument must be one of sum, prod, mean, amax, amin, got {given}. Fix: reduce='sum'",
        "reduce 只能是 sum、prod、mean、amax、amin 之一，收到的是 {given}。改法：reduce='sum'",
    ),
    "places.reduce_scatter": (
        "reduce argument must be either add or multiply, got {given}. Fix: scatter_reduce(..., reduce='sum')",
        "reduce 只能是 add 或 multiply，收到的是 {given}。改法：scatter_reduce(..., reduce='sum')",
    ),
    "places.types": (
        "{operation}(): Expected self.dtype to be equal to src.dtype, but they are {a} and {b}. "
        "Fix: src.to({a})",
        "{operation}()：两个张量的类型必须相同，收到的是 {a} 和 {b}。改法：src.to({a})",
    ),
    "places.source": (
        "{operation}: Expected index {index} to be no larger than src {src} in any dimension. "
        "Fix: index = index[:1]",
        "{operation}：索引的形状 {index} 在任何一维上都不能大于 src 的形状 {src}。改法：index = index[:1]",
    ),
    "places.index_type": (
        "{operation}(): Expected dtype int32/int64 for index, but got {given}. Fix: index.long()",
        "{operation}()：索引必须是整数，收到的是 {given}。改法：index.long()",
    ),
    "places.index_of_number": (
        "index_select(): Index to scalar can have only 1 value, got {count}. Fix: index[:1]",
        "index_select()：对零维张量只能给一个索引，收到 {count} 个。改法：index[:1]",
    ),
    "places.rows": (
        "{operation}(): Number of indices ({count}) should be equal to the size of source along dim, and all "
        "other sizes to self's; source has shape {src}. Fix: look at source.shape",
        "{operation}()：索引有 {count} 个，source 的形状是 {src}；它在该维的大小应等于索引个数，"
        "其余各维应与张量相同。"
        "改法：先查看 source.shape",
    ),
    "places.masked": (
        "masked_scatter: expected source to have at least {count} elements, as the mask is true so often; "
        "it has {size}. Fix: source.expand({count})",
        "masked_scatter：掩码有 {count} 处为真，而 source 只有 {size} 个元素。改法：source.expand({count})",
    ),
    "places.put": (
        "put_(): Expected source and index to have the same number of elements, but they have {size} and "
        "{count}. Fix: source.expand_as(index)",
        "put_()：source 有 {size} 个元素，索引有 {count} 个，两者必须相同。改法：source.expand_as(index)",
    ),
    "places.put_nothing": (
        "put_(): cannot put {count} elements into an empty tensor. Fix: torch.zeros({count})",
        "put_()：不能把 {count} 个元素写入空张量。改法：torch.zeros({count})",
    ),
    "places.fill": (
        "index_fill_ only supports a 0-dimensional value tensor, but got tensor with {rank} dimension(s). "
        "Fix: value.item()",
        "index_fill_ 的值必须是零维张量，收到的是 {rank} 维。改法：value.item()",
    ),
    "places.size": (
        "nonzero_static: 'size' must be a non-negative integer, got {size}. Fix: size=0",
        "nonzero_static：size 不能为负，收到的是 {size}。改法：size=0",
    ),
    "places.overlap": (
        "unsupported operation: some elements of the input tensor and the written-to tensor of "
        "{name} refer to "
        "a single memory location. Fix: out=torch.empty_like(out)",
        "{name}：输入张量与被写入的张量共用同一块内存，无法进行。改法：out=torch.empty_like(out)",
    ),
}
