"""The verbs: fetch, extract, cluster, trend, classify, write, verify, publish, personalise.

Pure functions over records. A stage has no clock, dice, disk, network, thread or log: `now`, `rng` and `policy` are
arguments, and each decision comes back as a record that carries its reason. No stage imports another.
"""
