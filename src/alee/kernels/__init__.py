"""What the machine does: arrays in, arrays out."""
