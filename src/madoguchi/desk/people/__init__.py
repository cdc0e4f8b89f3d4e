"""The people of the provider: who they are and how they sign in."""
