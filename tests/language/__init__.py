"""Tests of the language files and what they print."""
