"""Measures of trade: exact functions of whole numbers and fractions, rounded only where they are printed."""
