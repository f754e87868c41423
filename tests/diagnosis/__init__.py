"""Real plans whose faults and strengths an expert listed, and how many of them the audit finds."""
