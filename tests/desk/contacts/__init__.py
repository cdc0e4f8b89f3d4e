"""Tests of contacts and members."""
