"""What pages show: words, rows, parts."""
