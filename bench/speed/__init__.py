"""How fast each stage is, beside a named peer in the same run."""
