"""Look ahead from what was learnt: forecasts, what-ifs, and what the model expects of any report."""
