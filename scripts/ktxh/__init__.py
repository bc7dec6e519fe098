"""ktxh: from the prose of a Vietnamese KT-XH report to a DuckDB warehouse that adds up."""

__version__ = "0.1.0"
