"""Vector spaces."""
