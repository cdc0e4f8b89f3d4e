"""Tests of the engine that says when it is good to write to somebody."""
