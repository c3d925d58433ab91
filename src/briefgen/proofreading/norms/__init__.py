"""The norm of a language by subject: patterns and words of its data file, each compiled when it is first needed."""
