"""Case forms."""
