"""Files to take away, made from the records. The same records give the same bytes.

`office`, `slides`, `documents`, `briefing`, `quizzes` and `scorm` each make one kind of file from a session's material; `bundle`
puts them together. `store` keeps what has not changed, and `kept` makes only what is missing. Import from the modules: those that
write files take most of a second to load.
"""
