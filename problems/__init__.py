"""The bank of problem families: one folder a topic, one file a family."""
