"""What the page shows of a run, worked out once: quantiles instead of members, one small file beside the run."""
