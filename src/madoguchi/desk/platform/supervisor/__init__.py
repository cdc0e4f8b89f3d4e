"""`madoguchi run`: one process that starts the desk's processes, watches and stops them."""
