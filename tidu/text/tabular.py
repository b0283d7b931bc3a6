"""Sentences on reading tables, and on what is common to everything about them."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Files and tables
    "tabular.the_table": ("The table", "表格"),
    "tabular.no_file": ("There is no file {path}.", "没有文件 {path}。"),
    "tabular.no_file_nearest": (
        "There is no file {path}. Did you mean {nearest}?",
        "没有文件 {path}。是不是 {nearest}？",
    ),
    "tabular.is_directory": (
        "{path} is a directory, not a table. Name one file in it.",
        "{path} 是文件夹，不是表格。请给出其中的一个文件。",
    ),
    "tabular.unreadable": (
        "{path} may not be read by you. Fix: chmod u+r {path}",
        "没有读取 {path} 的权限。改法：chmod u+r {path}",
    ),
    "tabular.empty_file": ("{table} is empty.", "{table} 是空的。"),
    "tabular.binary": (
        "{table} is not a text file or Parquet, so it holds no table that can be read. Save it as CSV first.",
        "{table} 既不是文本也不是 Parquet，读不出表格。请先另存为 CSV。",
    ),
    "tabular.not_a_table": (
        "{table} is {what}, not a table of rows and columns that can be read. Save it as CSV first.",
        "{table} 是 {what} 文件，不是能读取的表格。请先另存为 CSV。",
    ),
    "tabular.zip_members": (
        "{table} holds {count} files ({names}), and a zip must hold exactly one table. "
        "Unpack it and name the file.",
        "{table} 里有 {count} 个文件（{names}），而压缩包里只能有一个表格。请先解压，再给出文件名。",
    ),
    "tabular.damaged": (
        "{table} is damaged or incomplete and cannot be read: {error}",
        "{table} 已损坏或不完整，无法读取：{error}",
    ),
    "tabular.unknown_encoding": (
        "There is no text encoding named `{encoding}`. Common ones: utf-8, gb18030, cp1252, utf-16.",
        "没有名为 `{encoding}` 的文本编码。常用的有 utf-8、gb18030、cp1252、utf-16。",
    ),
    "tabular.bad_delimiter": (
        "The delimiter must be one ASCII character, and `{delimiter}` is not.",
        "分隔符必须是一个 ASCII 字符，`{delimiter}` 不是。",
    ),
    "tabular.encoding": (
        "The text is not UTF-8; it was read as {encoding}.",
        "文本不是 UTF-8 编码，已按 {encoding} 读取。",
    ),
    "tabular.not_this_encoding": (
        "Line {line} of {table} is not {encoding} text. Save the file as UTF-8, or name its encoding.",
        "{table} 第 {line} 行不是 {encoding} 文本。请把文件另存为 UTF-8，或指明它的编码。",
    ),
    "tabular.not_a_frame": (
        "A {kind} is not a table. Give a path, a Polars or pandas frame, a NumPy array or a dict of columns.",
        "{kind} 不是表格。请给出路径、Polars 或 pandas 的表、NumPy 数组，或由列组成的字典。",
    ),
    "tabular.bad_frame": (
        "These columns do not make a table: {error}",
        "这些列组不成一个表格：{error}",
    ),
    "tabular.not_two_dimensions": (
        "An array of shape {shape} is not a table; it must have two dimensions, rows and columns.",
        "形状为 {shape} 的数组不是表格；表格须有行、列两个维度。",
    ),
    "tabular.batch_rows": (
        "A batch must have at least 1 row, not {rows}.",
        "每批至少要有 1 行，不能是 {rows}。",
    ),
    # Records
    "tabular.no_header": (
        "The first line of {table} holds numbers, not names: it was read as data, and the columns "
        "are named column_1, column_2, ...",
        "{table} 的第一行是数字而不是列名：已当作数据读取，各列取名为 column_1、column_2……",
    ),
    "tabular.header_width": (
        "The first line of {table} has {names} names, but most rows have {cells} cells. Give every "
        "column a name, or remove the line.",
        "{table} 的第一行有 {names} 个列名，而多数行有 {cells} 格。请给每一列取名，或删去这一行。",
    ),
    "tabular.row_names": (
        "The rows of {table} have one cell more than the header: the first column was named `row_name`.",
        "{table} 的每一行都比表头多一格：第一列取名为 `row_name`。",
    ),
    "tabular.unnamed_columns": (
        "{count} column(s) had no name and are called {names}.",
        "有 {count} 列没有名称，取名为 {names}。",
    ),
    "tabular.repeated_columns": (
        "{count} column(s) repeated a name and were numbered: {names}.",
        "有 {count} 列与别的列重名，已编号：{names}。",
    ),
    "tabular.nested": (
        "{count} column(s) hold lists, records or bytes and were left out: {names}.",
        "有 {count} 列的内容是列表、记录或字节，已略去：{names}。",
    ),
    "tabular.short_rows": (
        "{count} row(s) of {table} have fewer than {width} cells (first: line {line}); the missing "
        "ones are gaps.",
        "{table} 有 {count} 行不足 {width} 格（最先在第 {line} 行）；缺的格按缺失值处理。",
    ),
    "tabular.long_rows": (
        "{count} row(s) of {table} have empty cells beyond column {width} (first: line {line}); "
        "these were ignored.",
        "{table} 有 {count} 行在第 {width} 列之后还有空格子（最先在第 {line} 行）；已忽略。",
    ),
    "tabular.too_wide": (
        "Line {line} of {table} has {cells} cells where the header has {width}: `{text}`.\n"
        "Put quotes around the cell that holds the delimiter, or name the delimiter.",
        "{table} 第 {line} 行有 {cells} 格，而表头有 {width} 列：`{text}`。\n"
        "请给含有分隔符的那一格加上引号，或指明分隔符。",
    ),
    "tabular.open_quote": (
        "The quote that opens in the record at line {line} of {table} is never closed. Close or remove it.",
        "{table} 第 {line} 行的记录中有一个引号没有闭合。请补上或删去它。",
    ),
    "tabular.no_column": (
        "{table} has no column `{column}`. It has {names}.",
        "{table} 没有列 `{column}`。现有的列：{names}。",
    ),
    "tabular.no_column_nearest": (
        "{table} has no column `{column}`. Did you mean `{nearest}`?",
        "{table} 没有列 `{column}`。是不是 `{nearest}`？",
    ),
    # Files that we wrote
    "tabular.schema": ("schema", "列的说明"),
    "tabular.version": (
        "This {what} has version {found}; this release reads up to {newest}. Upgrade tidu: "
        "pip install -U tidu",
        "这份{what}的版本是 {found}，而本版本最多能读到 {newest}。请升级：pip install -U tidu",
    ),
    "tabular.preprocessing": ("preprocessing", "预处理"),
}
