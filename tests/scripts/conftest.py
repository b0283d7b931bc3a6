"""Scripts are run by `test_scripts.py`; collecting them for doctests would run them too."""

collect_ignore_glob = ["[!t]*.py", "t[!e]*.py"]
