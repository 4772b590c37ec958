"""Migrations of the store, oldest first in `versions`. They travel inside the package: an installed wheel migrates by itself."""
