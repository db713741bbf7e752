"""The questions, asked of another engine."""
