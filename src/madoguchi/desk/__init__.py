"""What the product does: Django, one folder a feature, every feature of one shape."""
