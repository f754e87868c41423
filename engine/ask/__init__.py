"""Questions to the knowledge: search for concepts, understanding of questions, answers with their sources."""
