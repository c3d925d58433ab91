"""Excel formulas: read into tokens, moved with their references, and evaluated."""
