"""Commands of `ktxh`, a file per subject; `ktxh.cli` gathers them."""
