"""What the page shows of a run, worked out once: quantiles, not members, in a file beside the run."""
