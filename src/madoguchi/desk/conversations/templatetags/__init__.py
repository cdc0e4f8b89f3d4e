"""What the templates of this feature say beyond Django's own tags."""
