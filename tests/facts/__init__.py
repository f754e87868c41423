"""Truth tables and thresholds."""
