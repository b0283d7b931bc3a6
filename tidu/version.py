"""The version of this release, read by the build and written into every file we make."""

__version__ = "0.1.0"

cuda = hip = rocm = xpu = None
"""The versions of the libraries for graphics cards: Tidu computes on the CPU."""
debug = False
git_version = ""
