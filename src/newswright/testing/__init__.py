"""The public test kit: contracts that every adapter passes, factories of records, and fakes that pass the contracts too."""
