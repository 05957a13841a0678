"""Learn from reports: observation, smoothing, fitting, and what came of it."""
