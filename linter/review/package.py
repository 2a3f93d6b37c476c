"""A Word file some parts of which are changed; the others stay as they are, byte for byte."""

from __future__ import annotations

import io
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from hegao.dsl.recover.archive import open_archive
from hegao.dsl.recover.word.parts import main_part, relations, relations_part
from hegao.dsl.recover.xml_parts import read_part

TYPES: Final = "[Content_Types].xml"
TYPES_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
STRICT: Final = "http://purl.oclc.org/ooxml/"
USUAL_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
STRICT_KIND: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"


class Package:
    """The parts of one Word file. Raises UnreadableError where it is none or unsafe."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._archive = open_archive(data)
        self._roots: dict[str, etree._Element] = {}
        self._main = main_part(self._archive)

    def document(self) -> etree._Element:
        """The root of the main part; what is changed in it is written."""
        return self._root(self._main)

    def comments(self) -> etree._Element | None:
        """The root of the comments, None where the file has none."""
        name = self._related("comments")
        return self._root(name) if name else None

    def replies(self) -> etree._Element | None:
        """The root of the part that says which comment answers which, None where there is none."""
        name = self._related("commentsExtended")
        return self._root(name) if name else None

    def add_comments(self) -> etree._Element:
        """The root of a new part for comments, which the document refers to."""
        document = self.document()
        folder = self._main.rpartition("/")[0]
        name = self._free_name(folder)
        space = etree.QName(document).namespace or ""
        root = etree.Element(f"{{{space}}}comments", nsmap={"w": space})
        self._roots[f"{folder}/{name}".removeprefix("/")] = root
        self._refer(name, STRICT_KIND if space.startswith(STRICT) else USUAL_KIND)
        self._declare(f"/{folder}/{name}".replace("//", "/"))
        return root

    def packed(self) -> bytes:
        """The bytes of the file."""
        made = io.BytesIO()
        with ZipFile(io.BytesIO(self._data)) as before, ZipFile(made, "w") as after:
            names = [entry.filename for entry in before.infolist()]
            for entry in before.infolist():
                root = self._roots.get(entry.filename)
                kept = self._archive.read(entry.filename) if root is None else _written(root)
                after.writestr(entry, kept)
            for name in sorted(self._roots.keys() - names):
                after.writestr(ZipInfo(name), _written(self._roots[name]), ZIP_DEFLATED)
        return made.getvalue()

    def _related(self, kind: str) -> str:
        """The part of a kind that the document refers to; empty where the file has none."""
        targets = (each.target for each in relations(self._archive, self._main).values()
                   if each.kind == kind)  # fmt: skip
        return next((each for each in targets if each in self._archive.names), "")

    def _root(self, name: str) -> etree._Element:
        if name not in self._roots:
            data = self._archive.read(name)
            # The reader of the project refuses what is no plain XML, or too much of it.
            read_part(data, name)
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True,
                huge_tree=True,
            )  # fmt: skip
            self._roots[name] = etree.fromstring(data, parser)
        return self._roots[name]

    def _free_name(self, folder: str) -> str:
        taken = {name.lower() for name in self._archive.names}
        names = (f"comments{number or ''}.xml" for number in range(len(taken) + 1))
        return next(each for each in names if f"{folder}/{each}".lstrip("/").lower() not in taken)

    def _refer(self, target: str, kind: str) -> None:
        name = relations_part(self._main)
        if name not in self._archive.names:
            self._roots[name] = etree.XML(f'<Relationships xmlns="{RELATIONS_SPACE}"/>')
        root = self._root(name)
        for each in list(root):
            if (each.get("Type") or "").rpartition("/")[2] == "comments":
                # It leads to a part that is not there.
                root.remove(each)
        taken = {each.get("Id") for each in root}
        names = (f"rIdReview{number}" for number in range(len(taken) + 1))
        said = {"Id": next(each for each in names if each not in taken), "Type": kind}
        etree.SubElement(root, f"{{{RELATIONS_SPACE}}}Relationship", {**said, "Target": target})

    def _declare(self, part: str) -> None:
        said = {"PartName": part, "ContentType": COMMENTS_TYPE}
        etree.SubElement(self._root(TYPES), f"{{{TYPES_SPACE}}}Override", said)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
