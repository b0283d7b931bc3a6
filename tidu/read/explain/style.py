"""The look of an explanation's page."""

STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #66707f; --line: #e3e7ec;
  --paper: #fff; --mark: #0072b2; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf0; --soft: #9aa5b3; --line: #333b46; --paper: #14181e; --mark: #56b4e9; }
}
body { max-width: 68rem; margin: 2.5rem auto; padding: 0 1.25rem; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
h2 { font-size: 1.05rem; margin: 1.8rem 0 .4rem; padding-bottom: .25rem; color: var(--mark);
  border-bottom: 1px solid var(--line); }
.line { display: flex; align-items: baseline; padding: .35rem 0; overflow-x: auto; }
.left { flex: 0 0 4.2rem; text-align: right; }
.right { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem .1rem; }
.together span { margin-right: 1.6rem; }
.aside { color: var(--soft); font-size: .9rem; margin-left: .9rem; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math, serif; font-size: 1.12rem; }
mtd { padding: .35ex .4em; text-align: right; text-align: -webkit-right; }
.matrix { margin: 0 .15em; padding: .1em .12em; --ends: linear-gradient(currentColor, currentColor);
  background: var(--ends) left top, var(--ends) left bottom, var(--ends) left center, var(--ends) right top,
    var(--ends) right bottom, var(--ends) right center;
  background-size: .3em 1.2px, .3em 1.2px, 1.2px 100%, .3em 1.2px, .3em 1.2px, 1.2px 100%;
  background-repeat: no-repeat; }
.round { padding: .05em .3em; margin: 0 .12em; border: solid currentColor; border-width: 0 1.3px;
  border-radius: .55em / 50%; }
ul { padding-left: 1.2rem; } li { margin: .2rem 0; color: var(--ink); }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid-page; } }
"""
