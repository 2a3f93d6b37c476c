"""Takes the marks of an earlier review out of a Word file, so that they do not pile up."""

from __future__ import annotations

from lxml import etree

from hegao.linter.review.names import Names
from hegao.linter.review.package import Package

PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
REPLY = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def take_out(package: Package) -> None:
    """Removes our comments, and rejects those of our changes that nobody has accepted."""
    document = package.document()
    names = Names(document)
    comments = package.comments()
    if comments is not None:
        _comments(package, comments, names)
    for mark in _ours(document, names, "ins"):
        _undo_insertion(mark, names)
    for mark in _ours(document, names, "del"):
        _undo_deletion(mark, names)


def _ours(root: etree._Element, names: Names, *kinds: str) -> list[etree._Element]:
    return [each for each in root.iter(*names.all(*kinds)) if names.is_ours(each)]


def _comments(package: Package, comments: etree._Element, names: Names) -> None:
    theirs = Names(comments)
    gone = [each for each in comments if theirs.is_ours(each)]
    numbers = {each.get(theirs("id")) for each in gone}
    paragraphs = {each.get(PARAGRAPH_ID) for comment in gone for each in comment.iter()}
    for comment in gone:
        comments.remove(comment)
    marks = names.all("commentRangeStart", "commentRangeEnd", "commentReference")
    for mark in list(package.document().iter(*marks)):
        if mark.get(names("id")) in numbers:
            _remove_mark(mark, names)
    replies = package.replies() if gone else None
    if replies is not None:
        _free_replies(replies, paragraphs)


def _remove_mark(mark: etree._Element, names: Names) -> None:
    run = _removed(mark)
    if run is None or run.tag != names("r"):
        return
    if all(each.tag == names("rPr") for each in run):
        _removed(run)


def _free_replies(replies: etree._Element, gone: set[str | None]) -> None:
    """An answer to one of our comments stays, and answers nothing any more."""
    for each in list(replies):
        if each.get(f"{REPLY}paraId") in gone:
            replies.remove(each)
        elif each.get(f"{REPLY}paraIdParent") in gone:
            del each.attrib[f"{REPLY}paraIdParent"]


def _undo_insertion(mark: etree._Element, names: Names) -> None:
    above = mark.getparent()
    if above is not None and above.tag == names("rPr"):
        paragraph = next(mark.iterancestors(names("p")), None)
        _removed(mark)
        if paragraph is not None:
            _join_next(paragraph, names)
        return
    for child in list(mark):
        # What others have put there meanwhile, such as the range of a comment, stays.
        new = child.tag in names.all("r", "del") and not _has_reference(child, names)
        if not new:
            mark.addprevious(child)
    _removed(mark)


def _has_reference(element: etree._Element, names: Names) -> bool:
    return next(element.iter(names("commentReference")), None) is not None


def _join_next(paragraph: etree._Element, names: Names) -> None:
    """Lets a paragraph run on into the next one."""
    following = paragraph.getnext()
    if following is None or following.tag != names("p"):
        return
    properties = following.find(names("pPr"))
    own = [each for each in paragraph if each.tag != names("pPr")]
    at = 0 if properties is None else 1
    following[at:at] = own
    _removed(paragraph)


def _undo_deletion(mark: etree._Element, names: Names) -> None:
    for text in mark.iter(names("delText")):
        text.tag = names("t")
    for child in list(mark):
        mark.addprevious(child)
    _removed(mark)


def _removed(element: etree._Element) -> etree._Element | None:
    """Takes an element out; what it stood in."""
    above = element.getparent()
    if above is not None:
        above.remove(element)
    return above
