"""Madoguchi: the desk of a company that answers on other companies' behalf."""
