"""From seeds to the published file: build a candidate, test it, pass the gate, swap it in."""
