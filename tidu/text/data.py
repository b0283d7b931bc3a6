"""Sentences of datasets, samplers and loaders."""

SENTENCES: dict[str, tuple[str, str]] = {
    "data.no_getitem": (
        "{name} has no __getitem__: a Dataset must say what its sample number `index` is. "
        "Fix: def __getitem__(self, index): return self.x[index], self.y[index]",
        "{name} 没有定义 __getitem__：Dataset 必须说明第 index 个样本是什么。"
        "改法：def __getitem__(self, index): return self.x[index], self.y[index]",
    ),
    "data.no_length": (
        "{name} has no __len__, so it cannot be shuffled, split or counted. "
        "Fix: def __len__(self): return len(self.x)",
        "{name} 没有定义 __len__，因此无法打乱、划分或计数。改法：def __len__(self): return len(self.x)",
    ),
    "data.sampler_no_iter": (
        "{name} has no __iter__: a Sampler must yield indices. "
        "Fix: def __iter__(self): return iter(range(len(self.data)))",
        "{name} 没有定义 __iter__：Sampler 必须逐个给出索引。"
        "改法：def __iter__(self): return iter(range(len(self.data)))",
    ),
    "data.not_tensor": (
        "TensorDataset takes tensors, but number {place} is of type {given}. Fix: torch.from_numpy(array)",
        "TensorDataset 只接受张量，但第 {place} 个是 {given}。改法：torch.from_numpy(array)",
    ),
    "data.no_rows_axis": (
        "TensorDataset needs tensors with a first axis (the rows), but number {place} holds a single "
        "number. Fix: x.reshape(1)",
        "TensorDataset 的张量要有第一维（行），但第 {place} 个只是一个数。改法：x.reshape(1)",
    ),
    "data.row_mismatch": (
        "Size mismatch between tensors: their first axes have {sizes} rows, and a sample takes one row of "
        "each. Fix: give every tensor the same number of rows",
        "张量的大小不一致：第一维分别有 {sizes} 行，而一个样本要从每个张量各取一行。改法：使各张量行数相同",
    ),
    "data.stack_mismatch": (
        "Size mismatch between datasets: they have {sizes} samples. Fix: give them the same length",
        "数据集的大小不一致：分别有 {sizes} 个样本。改法：使它们长度相同",
    ),
    "data.stack_both": (
        "StackDataset takes datasets by position (samples are tuples) or by name (samples are dicts), "
        "not both. Fix: StackDataset(x=first, y=second)",
        "StackDataset 的数据集要么按位置给出（样本是元组），要么按名字给出（样本是字典），不能混用。"
        "改法：StackDataset(x=first, y=second)",
    ),
    "data.stack_empty": (
        "StackDataset: at least one dataset should be passed. Fix: StackDataset(first, second)",
        "StackDataset 至少需要一个数据集。改法：StackDataset(first, second)",
    ),
    "data.stack_items": (
        "__getitems__ of {name} was asked for {wanted} samples and gave {given}. "
        "Fix: return one sample for each index",
        "{name} 的 __getitems__ 应给出 {wanted} 个样本，却给出了 {given} 个。改法：每个索引返回一个样本",
    ),
    "data.concat_empty": (
        "ConcatDataset: datasets should not be an empty iterable. Fix: ConcatDataset([first, second])",
        "ConcatDataset 至少需要一个数据集。改法：ConcatDataset([first, second])",
    ),
    "data.concat_iterable": (
        "ConcatDataset does not support IterableDataset, whose samples have no numbers. "
        "Fix: ChainDataset([first, second])",
        "ConcatDataset 不支持 IterableDataset，因为它的样本没有编号。改法：ChainDataset([first, second])",
    ),
    "data.concat_index": (
        "absolute value of index should not exceed dataset length: {index} of {length} samples",
        "索引的绝对值不能超过数据集的长度：索引是 {index}，样本有 {length} 个",
    ),
    "data.chain_kind": (
        "ChainDataset only supports IterableDataset, not {given}. Fix: ConcatDataset([first, second])",
        "ChainDataset 只支持 IterableDataset，收到的是 {given}。改法：ConcatDataset([first, second])",
    ),
    "data.subset_override": (
        "{name} overrides __getitem__ but not __getitems__, which loaders call: your __getitem__ would "
        "be skipped. Fix: def __getitems__(self, indices): return [self[i] for i in indices]",
        "{name} 改写了 __getitem__，却没有改写加载时调用的 __getitems__：你的 __getitem__ 会被跳过。"
        "改法：def __getitems__(self, indices): return [self[i] for i in indices]",
    ),
    "data.split_sum": (
        "Sum of input lengths does not equal the length of the input dataset: {lengths} sum to {total}, "
        "and the dataset has {length} samples. Fix: lengths that sum to {length}, or fractions to 1",
        "各部分长度之和不等于数据集的长度：{lengths} 之和是 {total}，而数据集有 {length} 个样本。"
        "改法：使长度之和为 {length}，或使比例之和为 1",
    ),
    "data.split_fraction": (
        "Fraction at index {index} is not between 0 and 1: {fraction}. Fix: [0.8, 0.2]",
        "第 {index} 个比例不在 0 与 1 之间：{fraction}。改法：[0.8, 0.2]",
    ),
    "data.split_empty": (
        "Length of split at index {index} is 0. This might result in an empty dataset: {length} samples "
        "are too few for the fractions {fractions}.",
        "第 {index} 部分的长度是 0：{length} 个样本不够按 {fractions} 划分。",
    ),
    "data.positive": (
        "{name} should be a positive integer value, but got {name}={given}. Fix: {name}=32",
        "{name} 应为正整数，收到的是 {name}={given}。改法：{name}=32",
    ),
    "data.no_samples": (
        "num_samples should be a positive integer value, but got num_samples=0: the dataset has no "
        "samples to shuffle. Fix: check that the data was read, or leave out shuffle=True",
        "num_samples 应为正整数，但现在是 0：数据集中没有可打乱的样本。"
        "改法：检查数据是否读入，或去掉 shuffle=True",
    ),
    "data.boolean": (
        "{name} should be a boolean value, but got {name}={given}. Fix: {name}=True",
        "{name} 应为布尔值，收到的是 {name}={given}。改法：{name}=True",
    ),
    "data.weights": (
        "weights should be a 1d sequence but given weights have shape {shape}. Fix: weights.reshape(-1)",
        "weights 应为一维序列，收到的形状是 {shape}。改法：weights.reshape(-1)",
    ),
    "data.collate_type": (
        "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {given}. "
        "Fix: return one of these from __getitem__, or give DataLoader(collate_fn=...)",
        "default_collate：一批样本只能由张量、NumPy 数组、数、字典或列表组成，却有 {given}。"
        "改法：让 __getitem__ 返回其中之一，或使用 DataLoader(collate_fn=...)",
    ),
    "data.collate_size": (
        "each element in list of batch should be of equal size, but the samples have {sizes} elements. "
        "Fix: return equally many from every __getitem__, or give DataLoader(collate_fn=...)",
        "一批中各样本的元素个数应相同，现在分别是 {sizes}。"
        "改法：让每次 __getitem__ 返回同样多的元素，或使用 DataLoader(collate_fn=...)",
    ),
    "data.collate_shape": (
        "stack expects each tensor to be equal size, but got {first} at entry 0 and {other} at entry "
        "{place}. Fix: pad the samples to one shape, or give DataLoader(collate_fn=...)",
        "一批中各样本的形状应相同，但第 0 个是 {first}，第 {place} 个是 {other}。"
        "改法：把样本补齐为同一形状，或使用 DataLoader(collate_fn=...)",
    ),
    "data.collate_empty": (
        "default_collate: the batch is empty, there is nothing to put together. "
        "Fix: leave empty lists out of the batch_sampler",
        "default_collate：这一批是空的，没有可合并的样本。改法：不要让 batch_sampler 给出空列表",
    ),
    "data.loader_dataset": (
        "DataLoader needs a dataset with __getitem__ and __len__ (or an IterableDataset), not {given}. "
        "Fix: DataLoader(TensorDataset(x, y), batch_size=32)",
        "DataLoader 需要有 __getitem__ 和 __len__ 的数据集（或 IterableDataset），收到的是 {given}。"
        "改法：DataLoader(TensorDataset(x, y), batch_size=32)",
    ),
    "data.loader_negative": (
        "{name} option should be non-negative, but it is {given}. Fix: {name}=0",
        "{name} 不能是负数，收到的是 {given}。改法：{name}=0",
    ),
    "data.loader_prefetch": (
        "prefetch_factor option could only be specified in multiprocessing: prefetch_factor={given} and "
        "num_workers=0. Fix: leave out prefetch_factor, or num_workers=1",
        "prefetch_factor 只能在 num_workers 大于 0 时指定，现在是 prefetch_factor={given}、num_workers=0。"
        "改法：去掉 prefetch_factor，或 num_workers=1",
    ),
    "data.loader_persistent": (
        "persistent_workers option needs num_workers > 0. Fix: leave it out, or num_workers=1",
        "persistent_workers 需要 num_workers 大于 0。改法：去掉 persistent_workers，或 num_workers=1",
    ),
    "data.loader_iterable": (
        "DataLoader with IterableDataset: expected unspecified {name} option, but got {name}={given}: its "
        "samples come in their own order. Fix: leave out {name}",
        "DataLoader 用于 IterableDataset 时不能指定 {name}（收到 {given}）：样本的次序由它自己决定。"
        "改法：去掉 {name}",
    ),
    "data.loader_exclusive": (
        "{name} option is mutually exclusive with {others}: it already says which samples come when. "
        "Fix: leave out {others}",
        "{name} 不能与 {others} 同时使用：它已经决定了样本的次序。改法：去掉 {others}",
    ),
    "data.loader_unbatched": (
        "batch_size=None option disables auto-batching and is mutually exclusive with drop_last. "
        "Fix: leave out drop_last",
        "batch_size=None 表示不分批，不能与 drop_last 同时使用。改法：去掉 drop_last",
    ),
    "data.loader_fixed": (
        "{name} attribute should not be set after {loader} is initialized. Fix: DataLoader({name}=...)",
        "{loader} 建立之后不能再改 {name}。改法：DataLoader({name}=...)",
    ),
}
