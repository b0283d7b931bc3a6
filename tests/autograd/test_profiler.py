"""autograd.profiler: what ran, how often and how long."""

from __future__ import annotations

import json

import pytest

import tidu
from tidu.autograd.profiler import profile, record_function


def run():
    x = tidu.ones(2, 3, requires_grad=True)
    ((x @ x.T).exp() * 2).sum().backward()


def test_operations_are_counted_forward_and_backward():
    with profile(use_cuda=False) as prof:
        run()
        run()
    counts = {row.key: row.count for row in prof.key_averages()}
    assert counts["aten::exp"] == counts["ExpBackward0"] == counts["aten::matmul"] == 2
    assert all(row.cpu_time_total >= row.self_cpu_time_total > 0 for row in prof.key_averages())


def test_the_table_has_a_line_for_each_name():
    with profile() as prof:
        run()
    table = prof.key_averages().table(sort_by="self_cpu_time_total", row_limit=3)
    lines = table.splitlines()
    assert lines[0].split("  ")[0] == "Name" and lines[-1].startswith("Self CPU time total:")
    assert len(lines) == 3 + 3
    assert "100.00%" not in lines[2] and str(prof) == prof.table()


def test_own_names_and_what_is_inside():
    with profile(record_shapes=True) as prof, record_function("block"):
        tidu.ones(2, 3) + tidu.ones(3)
    block, inner = prof.function_events[0], prof.function_events[1]
    assert block.name == "block" and inner.name == "aten::add"
    assert inner.input_shapes == [[2, 3], [3]]
    totals = {row.key: row for row in prof.key_averages()}
    assert totals["block"].self_cpu_time_total == pytest.approx(block.cpu_time - inner.cpu_time)


def test_off_means_off_and_gradients_stay(tmp_path):
    with profile(enabled=False) as prof:
        run()
    assert prof.function_events == []
    with profile() as prof:
        x = tidu.tensor([1.0, 2.0], requires_grad=True)
        (x**2).sum().backward()
    assert x.grad.tolist() == [2.0, 4.0]
    prof.export_chrome_trace(str(tmp_path / "trace.json"))
    events = json.loads((tmp_path / "trace.json").read_text())["traceEvents"]
    assert {"aten::pow", "aten::sum"} <= {event["name"] for event in events}
