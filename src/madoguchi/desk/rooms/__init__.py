"""The shared place of a client's members and the provider's team."""
