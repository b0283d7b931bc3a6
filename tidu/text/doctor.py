"""Sentences of the doctor: for each cause what happened, why it matters, and one fix to copy."""

from __future__ import annotations

from tidu.text.doctor_data import DATA
from tidu.text.doctor_losses import LOSSES
from tidu.text.doctor_statistics import STATISTICS
from tidu.text.doctor_training import TRAINING
from tidu.text.doctor_updates import UPDATES

SENTENCES: dict[str, tuple[str, str]] = {
    "doctor.title": ("{name} ({level})", "{name}（{level}）"),
    "doctor.certain": ("certain", "确定"),
    "doctor.likely": ("likely", "很可能"),
    "doctor.hint": ("hint", "提示"),
    "doctor.what": ("  What: {text}", "  情况：{text}"),
    "doctor.why": ("  Why:  {text}", "  影响：{text}"),
    "doctor.fix": ("  Fix:  {text}", "  改法：{text}"),
    "doctor.silence": (
        "silence: there is no check {given!r}. Fix: silence=[{near!r}]",
        "silence：没有检查 {given!r}。改法：silence=[{near!r}]",
    ),
    "doctor.failed": (
        "The doctor's own check {code} broke and is left out from here on; your training goes on. "
        "({kind}: {error})",
        "医生自己的检查 {code} 出错了，从这里起不再使用；你的训练照常进行。（{kind}：{error}）",
    ),
    **LOSSES,
    **TRAINING,
    **UPDATES,
    **DATA,
    **STATISTICS,
}
