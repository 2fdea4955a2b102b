"""What mkdocs builds the site of (mkdocs.yml): every file by its path in the repository.

mkdocs knows one folder, and pages link to what lies outside of it, too (`../README.md`), as is right where they lie.
So each file is named by its path in the repository, and links lead there as they do on disk. In the site the files of
docs/ stand at the root.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Rename the files of docs/, and add those that `extra.beside` lists."""
    root = Path(config.config_file_path).parent
    docs = Path(config.docs_dir).relative_to(root)
    places = {(docs / file.src_uri).as_posix(): file.dest_uri for file in files if file.src_dir == config.docs_dir}
    for path in config.extra["beside"]:
        places[path] = path.removesuffix(".md") + ".html" if path.endswith(".md") else path
    theme = [file for file in files if file.src_dir != config.docs_dir]
    ours = [File(path, str(root), config.site_dir, False, dest_uri=place) for path, place in places.items()]
    return Files([*theme, *ours])


def on_page_markdown(markdown: str, **_: object) -> str:
    """Have what stands between HTML tags read as Markdown, as code hosts read it."""
    return markdown.replace("<details>", "<details markdown>")
