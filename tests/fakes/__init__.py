"""Stand-ins for what lies outside of the product: a mail server that takes, refuses or is away."""
