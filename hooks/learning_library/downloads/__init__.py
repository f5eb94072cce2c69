"""Files to take away, made from the records.

`office`, `slides`, `documents`, `briefing`, `quizzes` and `scorm` each make one kind of file from a session's material;
`bundle` puts them together, and `store` keeps what has not changed. The same records give the same bytes.
"""

from .briefing import DoesNotFit
from .bundle import all_session_files, code_of_downloads, session_files
from .pack import InvalidPack, pack_handout, pack_slides, read_pack
from .store import Store

__all__ = ["DoesNotFit", "InvalidPack", "Store", "all_session_files", "code_of_downloads", "pack_handout", "pack_slides", "read_pack", "session_files"]
