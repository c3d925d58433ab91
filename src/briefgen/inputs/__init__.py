"""Step 1. Read a folder of facts as text values, each with its place."""

from briefgen.inputs.folder import read

__all__ = ["read"]
