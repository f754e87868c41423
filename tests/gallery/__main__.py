"""Write the expected lines of the gallery anew: `python -m tests.gallery`. Read the difference before you keep it."""

from __future__ import annotations

from engine.text.catalogue import LANGUAGES
from tests.gallery import plans, rules
from tests.gallery.plans import expected_file, lines

if __name__ == "__main__":
    for name, read in plans.sources().items():
        for language in LANGUAGES:
            expected_file(name, language).write_text("".join(f"{line}\n" for line in lines(read, language)), "utf-8")
    for name, load in rules.sources().items():
        rules.expected_file(name).write_text("".join(f"{line}\n" for line in lines(load, "en")), "utf-8")
