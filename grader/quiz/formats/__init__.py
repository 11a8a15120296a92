"""Questions in the formats of learning management systems (LMS).

    variants   → items (exporting)   → GIFT, Moodle XML, text2qti, QTI
    GIFT, text2qti → items           → questions (importing) → a topic's TOML (bank_file)

An `Item` is a question as an LMS knows it: in one language, with its answers. Whatever a format cannot hold becomes a
`Loss`, which the commands print: nothing is dropped silently.
"""
