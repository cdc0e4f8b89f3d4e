"""One module a word of the `madoguchi` command; each offers `add(words)` and runs what it added."""
