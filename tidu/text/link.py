"""Sentences of compiling, linking and keeping native code."""

SENTENCES: dict[str, tuple[str, str]] = {
    "link.text": (
        "LLVM refuses line {line} of a native program, `{quote}`: {why}. This is a fault of Tidu's, not "
        "of the model. Fix: run without native code, and report this sentence",
        "LLVM 不接受本地程序的第 {line} 行 `{quote}`：{why}。这是 Tidu 的错误，与模型无关。"
        "改法：不用本地代码运行，并报告这句话",
    ),
    "link.missing": (
        "Native code calls {names}, which nothing defines. Fix: load the module that defines it with "
        "library.shared(...), or register its address with llvmlite.binding.add_symbol(name, address), "
        "before this code is loaded",
        "本地代码调用了没有定义的 {names}。改法：载入这段代码之前，用 library.shared(...) 载入定义它的模块，"
        "或用 llvmlite.binding.add_symbol(name, address) 登记它的地址",
    ),
    "link.refused": (
        "The machine code of {names} cannot be loaded: {why}. Fix: run without native code; if the system "
        "forbids programs to make code, that is all there is",
        "无法载入 {names} 的机器码：{why}。改法：不用本地代码运行；若系统禁止程序生成代码，则别无他法",
    ),
    "link.function": (
        "{name} is not a function of this native code, which defines {names}. Fix: take one of these",
        "{name} 不是这段本地代码中的函数；其中定义了 {names}。改法：从中选一个",
    ),
    "link.level": (
        "Code compiled for {given} cannot join the library of {level}. Fix: library(level('{given}'))",
        "为 {given} 编译的代码不能载入 {level} 的库。改法：library(level('{given}'))",
    ),
    "link.cache_damaged": (
        "{path} is not a whole entry of the cache ({size} bytes): it is compiled again and replaced",
        "{path} 不是完整的缓存条目（{size} 字节）：将重新编译并替换",
    ),
    "link.cache_unable": (
        "Native code is not kept on disk: {why}. Fix: set TIDU_CACHE_DIR to a folder that can be written",
        "本地代码没有存到磁盘：{why}。改法：把 TIDU_CACHE_DIR 设为可写的文件夹",
    ),
    "link.cache_owner": (
        "Native code is not kept in {path}, because others may write there (owner {owner}, mode {mode}), and "
        "what they put there runs as you. Fix: chmod 700 {path}, or set TIDU_CACHE_DIR to another folder",
        "本地代码不存到 {path}：他人可以写入（所有者 {owner}，权限 {mode}），放进去的文件会以你的身份运行。"
        "改法：chmod 700 {path}，或把 TIDU_CACHE_DIR 设为你自己的文件夹",
    ),
    "link.cache_size": (
        "TIDU_CACHE_MB={given} is not a number of megabytes; {used} is used. Fix: TIDU_CACHE_MB={used}",
        "TIDU_CACHE_MB={given} 不是以兆字节计的数，改用 {used}。改法：TIDU_CACHE_MB={used}",
    ),
}
