"""The tensor: eager computing with a tape."""
