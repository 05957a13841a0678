"""The page that goes out: one self-contained file, five lines for a chat, careful sentences for numbers."""
