"""Sentences of saving and loading."""

SENTENCES: dict[str, tuple[str, str]] = {
    "files.object": (
        "save: {where} is an object of class {given}. A file that holds any object runs code when it is "
        "opened, so Tidu saves numbers, texts, tensors, modules of classes that a file of Python defines, "
        "and lists, tuples and dicts of them. Fix: {fix}",
        "save：{where} 是 {given} 类的对象。能保存任意对象的文件在打开时会执行代码，因此 Tidu 只保存数、"
        "文本、张量、由 Python 文件定义的类的模块，以及由它们组成的列表、元组和字典。改法：{fix}",
    ),
    "files.fix_state": (
        "save its state_dict(), and load it with load_state_dict(tidu.load(path))",
        "保存它的 state_dict()，再用 load_state_dict(tidu.load(path)) 载入",
    ),
    "files.fix_plain": ("leave it out, or save the numbers in it", "去掉它，或只保存其中的数"),
    "files.unknown_object": (
        "The file holds an object that is called {label}, which is none that can be built without running "
        "the file's code. Fix: save the numbers in it, such as a state_dict()",
        "文件中有名为 {label} 的对象，不执行文件中的代码就无法构造它。"
        "改法：只保存其中的数，例如 state_dict()",
    ),
    "files.no_class": (
        "The file holds a {name} of the module {module}, which this program has not defined or imported; a "
        "file never imports. Fix: import {module} before load, or save the state_dict() instead",
        "文件中有模块 {module} 的 {name}，而本程序没有定义或导入它；文件本身从不导入任何东西。"
        "改法：在 load 之前先 import {module}，或改为保存 state_dict()",
    ),
    "files.weights_only": (
        "The file holds a whole module, {module}, and weights_only=True asks for tensors alone. "
        "Fix: torch.load(path, weights_only=False)",
        "文件中有整个模块 {module}，而 weights_only=True 只要张量。"
        "改法：torch.load(path, weights_only=False)",
    ),
    "files.asks_for": (
        "The file asks for {name}; making one could run any code, so Tidu never does. Fix: in PyTorch, save "
        "only tensors: torch.save(model.state_dict(), path)",
        "文件要求 {name}；构造它可能执行任意代码，因此 Tidu 从不这样做。"
        "改法：在 PyTorch 中只保存张量：torch.save(model.state_dict(), path)",
    ),
    "files.whole_module": (
        "The file holds a whole module of PyTorch's, {name}, which only PyTorch's code can rebuild. "
        "Fix: in PyTorch, torch.save(model.state_dict(), path); here, "
        "model.load_state_dict(torch.load(path))",
        "文件中有 PyTorch 的整个模块 {name}，只有 PyTorch 的代码才能重建它。改法：在 PyTorch 中用 "
        "torch.save(model.state_dict(), path) 保存；在这里用 model.load_state_dict(torch.load(path))",
    ),
    "files.instruction": (
        "The file's pickle has the instruction {name}, which no file of tensors needs. "
        "Fix: in PyTorch, torch.save(model.state_dict(), path)",
        "文件的 pickle 含有指令 {name}，张量文件不需要它。"
        "改法：在 PyTorch 中用 torch.save(model.state_dict(), path)",
    ),
    "files.number_type": (
        "The file holds numbers of type {kind}, which Tidu does not have. "
        "Fix: in PyTorch, convert them before saving: tensor.float()",
        "文件中有 {kind} 类型的数，Tidu 没有这种类型。改法：在 PyTorch 中先转换再保存：tensor.float()",
    ),
    "files.torchscript": (
        "The file is a TorchScript program, not tensors. Fix: in PyTorch, "
        "torch.save(torch.jit.load(path).state_dict(), 'weights.pt')",
        "文件是 TorchScript 程序，不是张量。改法：在 PyTorch 中用 "
        "torch.save(torch.jit.load(path).state_dict(), 'weights.pt')",
    ),
    "files.not_ours": (
        "{name} is not a file that tidu.save wrote. Fix: look at the path, or save the data again",
        "{name} 不是 tidu.save 写的文件。改法：检查路径，或重新保存",
    ),
    "files.pickle": (
        "{name} is a pickle, which can run any code when it is opened, so Tidu never does. "
        "Fix: save it again with torch.save, of PyTorch or of Tidu, and open it with tidu.load",
        "{name} 是 pickle 文件，打开时可能执行任意代码，因此 Tidu 从不打开。"
        "改法：用 PyTorch 或 Tidu 的 torch.save 重新保存，再用 tidu.load 打开",
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
