"""The facts of a brief: typed, validated, immutable."""
