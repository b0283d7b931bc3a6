"""Sentences of searches that cannot be made."""

SENTENCES: dict[str, tuple[str, str]] = {
    "search.side": (
        "searchsorted(): side can only be 'left' or 'right' but got {given}. Fix: side='left'",
        "searchsorted()：side 只能是 'left' 或 'right'，收到的是 {given}。改法：side='left'",
    ),
    "search.sides": (
        "searchsorted(): side and right can't be set to opposites, got side of left while right was True. "
        "Fix: leave out one of them",
        "searchsorted()：side='left' 与 right=True 互相矛盾。改法：只给其中一个",
    ),
    "search.types": (
        "searchsorted(): boundaries and input value tensors should have same dtype, but they are "
        "{a} and {b}. "
        "Fix: input.to({a})",
        "searchsorted()：有序序列与输入的类型必须相同，收到的是 {a} 和 {b}。改法：input.to({a})",
    ),
    "search.number": (
        "searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but it is "
        "{rank}. Fix: pass a tensor",
        "searchsorted()：只有序列是一维时才能查一个数，收到的序列是 {rank} 维。改法：传入张量",
    ),
    "search.row": (
        "searchsorted(): boundaries tensor should have positive dimension, but it has none. Fix: "
        "x.reshape(1)",
        "searchsorted()：有序序列至少要有一维。改法：x.reshape(1)",
    ),
    "search.rows": (
        "searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of "
        "boundaries and "
        "input must match, but they are {a} and {b}. Fix: sorted_sequence[0]",
        "searchsorted()：有序序列应是一维，或除最后一维外与输入形状相同，收到的是 {a} 和 {b}。"
        "改法：sorted_sequence[0]",
    ),
    "search.sorter": (
        "searchsorted(): boundary and sorter must have the same size, but got {a} and {b}. "
        "Fix: sorter=x.argsort()",
        "searchsorted()：序列与 sorter 的形状必须相同，收到的是 {a} 和 {b}。改法：sorter=x.argsort()",
    ),
    "search.sorter_type": (
        "searchsorted(): sorter must be a tensor of long dtype but got dtype {given}. Fix: sorter.long()",
        "searchsorted()：sorter 必须是 int64，收到的是 {given}。改法：sorter.long()",
    ),
    "search.sorter_range": (
        "searchsorted(): sorter index out of range: it must lie between 0 and {size} - 1. "
        "Fix: sorter=x.argsort()",
        "searchsorted()：sorter 中的位置超出范围，应在 0 到 {size} - 1 之间。改法：sorter=x.argsort()",
    ),
    "search.boundaries": (
        "bucketize(): boundaries tensor must be 1 dimension, but got dim({rank}). Fix: boundaries.flatten()",
        "bucketize()：边界必须是一维张量，收到的是 {rank} 维。改法：boundaries.flatten()",
    ),
    "search.isin": (
        "isin(): one of elements and test_elements must be a tensor. Fix: torch.tensor([...])",
        "isin()：两个参数中至少一个是张量。改法：torch.tensor([...])",
    ),
    "search.unique_empty": (
        "unique: there are 0 sized dimensions in shape {shape} beside dimension {axis}, so unique cannot be "
        "applied. Fix: leave out dim",
        "unique：形状 {shape} 中除第 {axis} 维外还有大小为 0 的维，无法去重。改法：不给 dim",
    ),
}
