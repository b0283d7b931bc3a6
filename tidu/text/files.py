"""Sentences of saving and loading."""

SENTENCES: dict[str, tuple[str, str]] = {
    "files.object": (
        "save: {where} is an object of class {given}. A file that holds objects runs code when it is "
        "opened, so Tidu saves numbers, texts, tensors, and lists, tuples and dicts of them. Fix: {fix}",
        "save：{where} 是 {given} 类的对象。保存对象的文件在打开时会执行代码，因此 Tidu 只保存数、文本、"
        "张量，以及由它们组成的列表、元组和字典。改法：{fix}",
    ),
    "files.fix_state": (
        "save its state_dict(), and load it with load_state_dict(tidu.load(path))",
        "保存它的 state_dict()，再用 load_state_dict(tidu.load(path)) 载入",
    ),
    "files.fix_plain": ("leave it out, or save the numbers in it", "去掉它，或只保存其中的数"),
    "files.not_ours": (
        "{name} is not a file that tidu.save wrote. Fix: look at the path, or save the data again",
        "{name} 不是 tidu.save 写的文件。改法：检查路径，或重新保存",
    ),
    "files.pickle": (
        "{name} is a pickle, as torch.save writes it; opening one can run any code, so Tidu never does. "
        "Fix: in PyTorch, safetensors.torch.save_file(torch.load(path), 'weights.safetensors'), "
        "which tidu.load opens",
        "{name} 是 torch.save 写的 pickle 文件；打开它可能执行任意代码，因此 Tidu 从不打开。"
        "改法：在 PyTorch 中用 safetensors.torch.save_file(torch.load(path), 'weights.safetensors') "
        "另存，再用 tidu.load 打开",
    ),
    "files.kind": (
        "{name} holds a {given}, not a {wanted}. Fix: {fix}",
        "{name} 里是 {given}，不是 {wanted}。改法：{fix}",
    ),
    "files.kind_fix": (
        "give the path of a {wanted}",
        "请给出 {wanted} 的路径",
    ),
    "files.newer": (
        "{name} has layout {version} and was written by Tidu {writer}; this Tidu knows layouts up to "
        "{known}. Fix: pip install --upgrade tidu",
        "{name} 的格式版本是 {version}，由 Tidu {writer} 写出；本版 Tidu 只认识到版本 {known}。"
        "改法：pip install --upgrade tidu",
    ),
    "files.damaged": (
        "{name} is damaged: {why}. Fix: copy it again from where it came from, or save the data again",
        "{name} 已损坏：{why}。改法：重新复制一份，或重新保存",
    ),
}
