"""How good each stage is, on held-out data."""
