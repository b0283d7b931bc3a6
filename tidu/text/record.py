"""Why a piece of code cannot be recorded, or what its recording lacks."""

SENTENCES: dict[str, tuple[str, str]] = {
    "record.refused_in_fit": (
        "the model, its loss or the optimizer cannot be recorded: {reason}",
        "模型、损失或优化器无法录制：{reason}",
    ),
    "record.refused": (
        "cannot be recorded at {place}: {reason}.",
        "无法录制（{place}）：{reason}。",
    ),
    "record.ended": (
        "this tensor was made inside a recording that is over: it never held numbers. Fix: return "
        "it from the recorded function",
        "这个张量是在一次已结束的录制中产生的，从未有过数值。改法：从被录制的函数中返回它",
    ),
    "record.value": (
        "it looks at a number that is only known when the program runs, so what follows could "
        "depend on it. Fix: return the tensor and look at it outside, or choose with torch.where",
        "它要看一个运行时才知道的数，而后面的计算可能取决于这个数。"
        "改法：返回该张量、在外面再看，或用 torch.where 选择",
    ),
    "record.mask": (
        "the shape of the result depends on the values. Fix: torch.where(mask, x, 0), which keeps the shape",
        "结果的形状取决于数值。改法：用形状不变的 torch.where(mask, x, 0)",
    ),
    "record.array": (
        "it makes a tensor of a NumPy array, whose numbers may be others at the next call. Fix: make "
        "the tensor once outside, or pass it as an argument",
        "它用 NumPy 数组创建张量，而下次调用时其中的数可能不同。改法：在外面创建一次，或作为参数传入",
    ),
    "record.effect": (
        "it calls {call}, which a recorded program would not do again at each call. Fix: do it outside",
        "它调用了 {call}，录制的程序不会在每次调用时重做这件事。改法：放到外面做",
    ),
    "record.list": (
        "it changes a list or dictionary that is outside (by {call}), which a recorded program would not "
        "do again at each call. Fix: return what shall be kept",
        "它改动了外面的列表或字典（{call}），录制的程序不会在每次调用时重做这件事。改法：把要保留的值返回",
    ),
    "record.attribute": (
        "it changes {name} of {owner}, which a recorded program would not do again at each call. Fix: do "
        "it outside, or write in place: x.copy_(y)",
        "它改动了 {owner} 的 {name}，录制的程序不会在每次调用时重做这件事。"
        "改法：放到外面做，或就地写入：x.copy_(y)",
    ),
    "record.survivor": (
        "a tensor of shape {shape} that it makes is kept outside, where it would not be renewed at each "
        "call. Fix: return it, or write it in place: kept.copy_(x)",
        "它产生的一个形状为 {shape} 的张量被留在外面，而每次调用时不会更新。"
        "改法：返回它，或就地写入：kept.copy_(x)",
    ),
    "record.lazy": (
        "a lazy layer has no parameters before its first input. Fix: model(x) once, with a batch x, before "
        "this line",
        "惰性层在第一次得到输入之前没有参数。改法：在这一行之前先用一批数据调用一次 model(x)",
    ),
    "record.hook": (
        "a hook is called, and a recorded program would not call it again. Fix: remove the hook",
        "这里会调用一个钩子，而录制的程序不会再调用它。改法：移除钩子",
    ),
    "record.times": (
        "a recurrent layer goes through {times} times, and a recorded program would write out each one, "
        "which takes minutes to compile beyond {most}. Fix: nothing, or pieces of the sequence",
        "循环层要走 {times} 个时间步，录制的程序会把每一步都写出来；超过 {most} 步，编译就要好几分钟。"
        "改法：不必改，或把序列分段",
    ),
    "record.optimizer": (
        "{name} decides by the numbers that it meets what to compute next, so each step runs as Python. "
        "Fix: nothing, or an optimizer with a fixed rule, such as Adam",
        "{name} 要根据遇到的数值决定接下来计算什么，因此每一步都以 Python 运行。"
        "改法：无需改动，或换用规则固定的优化器，如 Adam",
    ),
    "record.half_optimizer": (
        "{name} computes in numbers of 16 bits, which programs do not have, so each step runs as Python. "
        "Fix: nothing, or another optimizer, such as AdamW",
        "{name} 用 16 位数计算，而录制的程序没有这种数，因此每一步都以 Python 运行。"
        "改法：无需改动，或换用别的优化器，如 AdamW",
    ),
    "record.stream": (
        "it seeds or draws from a random generator in a way that is not an operation on tensors. Fix: do "
        "it outside",
        "它以张量运算以外的方式设置随机种子或抽取随机数。改法：放到外面做",
    ),
    "record.schedule": (
        "a learning rate scheduler steps inside. Fix: call scheduler.step() outside; the new rate is seen "
        "at the next call",
        "学习率调度器在里面前进一步。改法：在外面调用 scheduler.step()，下次调用就会用新的学习率",
    ),
    "record.first_step": (
        "the optimizer's first step sets up what it remembers, which later steps do not do. Fix: let one "
        "step run before",
        "优化器的第一步要建立它的状态，后面的步骤不再这样做。改法：先执行一步",
    ),
    "record.tape": (
        "it goes on from a result that was computed outside and asks for a gradient. Fix: compute that "
        "inside too, or pass x.detach()",
        "它从外面算出的、需要梯度的结果继续计算。改法：把那一步也放进来，或传入 x.detach()",
    ),
    "record.result_tape": (
        "its result still asks for a gradient, and a recorded program keeps no graph. Fix: call backward "
        "inside, compute under torch.no_grad(), or return x.detach()",
        "它的结果仍需要梯度，而录制的程序不保留计算图。"
        "改法：在里面调用 backward、在 torch.no_grad() 下计算，或返回 x.detach()",
    ),
    "record.result_alias": (
        "its result shares memory with a tensor outside that it changes. Fix: return x.clone()",
        "它的结果与外面一个被它改动的张量共用内存。改法：返回 x.clone()",
    ),
    "record.argument_gradient": (
        "it uses the gradient that an argument had before the call, which is another one at each call. "
        "Fix: x.grad = None before",
        "它用到了参数在调用之前已有的梯度，而每次调用时那个梯度都不同。改法：先令 x.grad = None",
    ),
    "record.standing": (
        "a tensor of shape {shape} that is outside would ask for a gradient afterwards and did not before, "
        "or the other way round. Fix: write x.detach() into it, and set requires_grad outside",
        "外面一个形状为 {shape} 的张量是否需要梯度会因此改变。"
        "改法：写入 x.detach()，并在外面设置 requires_grad",
    ),
    "record.iterator": (
        "it goes on with the iterator {name} from outside, which gives something else at each call. Fix: "
        "pass what it gives as an argument",
        "它使用外面的迭代器 {name}，而迭代器每次给出的内容不同。改法：把取出的内容作为参数传入",
    ),
    "record.around": (
        "a function inside uses {name} from around it, and it cannot be seen where that is kept. Fix: pass "
        "{name} as an argument",
        "里面的一个函数使用了它外层的 {name}，而无法得知它保存在哪里。改法：把 {name} 作为参数传入",
    ),
    "record.gradient": (
        "it sets the gradient of a tensor to a tensor from outside. Fix: x.grad = y.clone()",
        "它把一个外面的张量设为梯度。改法：x.grad = y.clone()",
    ),
    "record.alias": (
        "it writes to a tensor that may or may not share memory with another, depending on its layout. "
        "Fix: x.clone() before the write",
        "它写入的张量是否与另一个张量共用内存取决于内存布局。改法：写入之前用 x.clone()",
    ),
    "record.overlap": (
        "it changes a tensor of shape {shape} whose memory another tensor that it uses shares. Fix: "
        "x.clone() for one of the two",
        "它改动的形状为 {shape} 的张量与它用到的另一个张量共用内存。改法：对其中之一用 x.clone()",
    ),
    "record.layout": (
        "the result depends on how a tensor lies in memory, which the recording does not know. Fix: "
        "x.contiguous() on what is computed, or reshape for view",
        "结果取决于张量在内存中的布局，而录制时并不知道。改法：用 reshape 代替 view，或先 x.clone()",
    ),
    "record.data": (
        "it gives a tensor other data of another shape or type. Fix: make a new tensor",
        "它给张量换上了形状或类型不同的数据。改法：创建新的张量",
    ),
    "record.nested": (
        "it records inside a recording. Fix: call the function itself",
        "它在录制之中又开始录制。改法：直接调用该函数",
    ),
}
