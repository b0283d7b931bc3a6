"""The folders' conftest files share one name, so the search for doctests must leave them out."""

collect_ignore_glob = ["conftest.py", "*/conftest.py"]
