"""Files, web pages and tables as articles; limits, languages, page furniture."""
