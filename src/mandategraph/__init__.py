"""Being put together."""
