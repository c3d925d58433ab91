"""Tests of step 3."""
