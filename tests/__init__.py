"""Everything that proves Vínculo."""
