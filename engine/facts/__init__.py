"""From a plan to ground facts: what each test of the rules finds, three-valued."""
