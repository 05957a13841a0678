"""Put Alee to the test on any scenario or folder, by stated protocols."""
