"""How often the doctor is wrong, and how often it finds what is wrong: `python -m benchmarks.doctor`."""
