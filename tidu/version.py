"""The version of this release, read by the build and written into every file we make."""

__version__ = "0.1.0"
