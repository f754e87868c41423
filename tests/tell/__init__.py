"""The renderers, compared with frozen reports."""
