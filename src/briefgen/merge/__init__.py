"""The merge engine: any Word file is a template, and nothing that data holds is ever lost in it."""
