"""Learn the guard's weights from labelled messages: docs/howto/learn-the-weights.md."""
