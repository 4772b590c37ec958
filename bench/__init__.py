"""Benchmarks on real data: quality with floors, speed beside peers."""
