"""Reports for people and programs: pure functions of `model.Report`.

    audience    who reads: strips what a student may not see, in one place
    words       every interface word, in English and Korean
    safe        makes text that students control inert, in one place
    folding     checks that say the same -> one group
    summary     many reports -> the figures of a class
    terminal    text within a given width          (console: measuring and wrapping)
    as_json     plain objects and their JSON text
    html        pages                              (pictures: SVG; listing: code with line numbers)

Only `html.write_site` writes anything. jinja2 is imported when a page is made, not before.
"""
