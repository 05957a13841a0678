"""What may leave the house: who may see what, which small counts are hidden, how late and how coarse."""
