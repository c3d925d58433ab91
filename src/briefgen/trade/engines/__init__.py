"""Engines behind the cube: the standard library for ordinary files, DuckDB for big ones, an organisation's own."""
