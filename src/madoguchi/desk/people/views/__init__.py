"""The pages of people, by topic. Those of signing in are allauth's views in our templates."""
