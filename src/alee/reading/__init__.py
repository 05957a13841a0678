"""From the text of a dispatch to proposals that somebody can accept."""
