"""Word files built for tests: what is read out of each, and what is noted."""

from __future__ import annotations

import re
from typing import NamedTuple

import word_files as w

TOC = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'


class Case(NamedTuple):
    """A file, what is read out of it, and what is noted."""

    file: bytes
    wanted: str
    notes: str = ""


def lists(body: str, *definitions: str, styles: str = "") -> bytes:
    return w.word(body, numbering="".join(definitions), styles=w.STYLES + styles)


def listed(*levels: int, of: str = "1") -> str:
    """Paragraphs 甲, 乙, 丙 ... of a list at these levels."""
    return "".join(
        w.paragraph(name, number=f"{of}/{at}")
        for name, at in zip("甲乙丙丁戊己庚辛壬癸", levels, strict=False)
    )


def one_level(form: str, pattern: str = "%1.", more: str = "", start: int = 1) -> str:
    return w.pattern("0", w.level(0, form, pattern, more, start)) + w.numbers("1", "0")


def style(name: str, content: str, kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{content}</w:style>'
    )


def style_number(name: str, level: str = "") -> str:
    level = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:pPr><w:numPr>{level}<w:numId w:val="{name}"/></w:numPr></w:pPr>'


USUAL = w.USUAL + w.numbers("1", "0") + w.numbers("2", "0") + w.numbers("3", "0", w.restart(0))
LEGAL = w.pattern(
    "0",
    w.level(0, "chineseCounting", "第%1章"),
    w.level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    w.level(2, "decimal", "%1.%2.%3"),
) + w.numbers("1", "0")
ONE_COUNT = w.pattern(
    "0",
    w.level(0, "chineseCounting", "%1、"),
    w.level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
    w.level(2, "decimal", "（%3）", '<w:lvlRestart w:val="1"/>'),
) + w.numbers("1", "0")
LINKED = (
    w.pattern("0", w.level(0, "japaneseCounting", "（%1）"), more='<w:styleLink w:val="列"/>')
    + w.pattern("1", more='<w:numStyleLink w:val="列"/>')
    + w.numbers("8", "0")
    + w.numbers("1", "1")
)
HEADINGS = w.pattern(
    "0",
    w.level(0, "chineseCounting", "%1、", '<w:pStyle w:val="一"/>'),
    w.level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="二"/>'),
) + w.numbers("1", "0")
HEADING_STYLES = (
    style("一", '<w:basedOn w:val="a"/>' + style_number("1"))
    + style("二", '<w:basedOn w:val="一"/>' + style_number("1"))
    + style("三", '<w:basedOn w:val="二"/>')
    + style("四", '<w:basedOn w:val="二"/>' + style_number("0"))
)
NUMBERING = {
    "levels": Case(
        lists(listed(0, 1, 2, 2, 1, 0, 1), USUAL),
        "一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n二、己\n（一）庚",
    ),
    "two lists of one definition count on": Case(
        lists(listed(0, 0) + listed(0, of="2") + listed(0), USUAL), "一、甲\n二、乙\n三、甲\n四、甲"
    ),
    "an own start is taken once": Case(
        lists(listed(0, 0) + listed(0, 0, of="3"), USUAL), "一、甲\n二、乙\n一、甲\n二、乙"
    ),
    "start": Case(lists(listed(0, 0), one_level("decimal", start=7)), "7.甲\n8.乙"),
    "higher levels in Arabic": Case(
        lists(listed(0, 0, 1, 1, 2), LEGAL), "第一章　甲\n第二章　乙\n2.1 丙\n2.2 丁\n二.2.1 戊"
    ),
    "a level that never begins anew, one that does after the first": Case(
        lists(listed(0, 1, 2, 1, 2, 0, 1, 2), ONE_COUNT),
        "一、甲\n1.乙\n（1）丙\n2.丁\n（2）戊\n二、己\n3.庚\n（1）辛",
    ),
    "levels left out count": Case(
        lists(listed(1, 1, 0, 2), LEGAL), "1.1 甲\n1.2 乙\n第二章　丙\n二.1.1 丁"
    ),
    "a list by way of a style of lists": Case(
        lists(listed(0, 0), LINKED, styles=style("列", style_number("8"), "numbering")),
        "（一）甲\n（二）乙",
    ),
    "numbers of styles": Case(
        lists(
            "".join(w.paragraph(each, style=each) for each in "一二三四二一")
            + w.paragraph("没有", style="二", number="0"),
            HEADINGS,
            styles=HEADING_STYLES,
        ),
        "一、一\n（一）二\n（二）三\n四\n（三）二\n二、一\n没有",
    ),
    "a definition of the list's own": Case(
        lists(
            listed(0, 0),
            w.pattern("0", w.level(0, "decimal", "%1."))
            + w.numbers(
                "1",
                "0",
                f'<w:lvlOverride w:ilvl="0">{w.level(0, "upperRoman", "%1)")}</w:lvlOverride>',
            ),
        ),
        "I)甲\nII)乙",
    ),
    "a list that is not there": Case(lists(listed(0, of="9"), USUAL), "甲"),
    "a number that text would run into": Case(
        lists(w.paragraph("2026年", number="1/0"), one_level("decimal", "%1")), "1 2026年"
    ),
    "no gap": Case(
        lists(listed(0, 0), one_level("chineseCounting", "%1、", '<w:suff w:val="nothing"/>')),
        "一、甲\n二、乙",
    ),
    "a clause without a gap": Case(
        lists(listed(0), one_level("chineseCounting", "第%1条", '<w:suff w:val="nothing"/>')),
        "第一条　甲",
    ),
    "a clause with a tab, its text with a space": Case(
        lists(
            w.paragraph(" 甲", number="1/0") + w.paragraph("：乙", number="1/0"),
            one_level("chineseCounting", "第%1部分"),
        ),
        "第一部分 甲\n第二部分：乙",
    ),
    "custom zeros": Case(
        lists(
            listed(0),
            w.pattern(
                "0",
                w.level(0, "custom", "%1.").replace(
                    '<w:numFmt w:val="custom"/>',
                    '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
                    'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt '
                    'w:val="decimal"/></mc:Fallback></mc:AlternateContent>',
                ),
            )
            + w.numbers("1", "0"),
        ),
        "001.甲",
    ),
    "a column of numbers": Case(
        lists(
            w.table(
                w.row("序号", "任务"),
                *(w.row(w.cell(w.paragraph(number="1/0")), each) for each in "甲乙"),
                columns=2,
            ),
            one_level("decimal", "%1"),
        ),
        "序号|任务\n1|甲\n2|乙",
        "inferred 表1第2行 自动编号，已写成文字：1\ninferred 表1第3行 自动编号，已写成文字：2",
    ),
    "an empty paragraph counts": Case(
        lists(listed(0) + w.paragraph(number="1/0") + listed(0), one_level("decimal")),
        "1.甲\n3.甲",
        "inferred 第1段 自动编号，已写成文字：1.\nremoved 第1段后 空段落的自动编号：2.\n"
        "inferred 第2段 自动编号，已写成文字：3.",
    ),
    "a bullet": Case(
        lists(listed(0), one_level("bullet", "\uf06c")),
        "甲",
        "removed 第1段 项目符号，不是文字内容：•",
    ),
    "a bullet whose font is known": Case(
        lists(
            listed(0, 0),
            one_level("bullet", "\uf06c√", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
        ),
        "甲\n乙",
        "removed 第1段 项目符号，不是文字内容：●√\nremoved 第2段 项目符号，不是文字内容：●√",
    ),
    "a form that is not known": Case(
        lists(listed(0), one_level("klingon")),
        "1.甲",
        "inferred 第1段 自动编号，已写成文字：1.\n"
        "unsure 第1段 不认识的编号样式（klingon），按阿拉伯数字写出，请对照原文核对：1.",
    ),
}
DELETED_MARK, INSERTED_MARK = w.revision("del"), w.revision("ins")
REVISIONS = {
    "kept and dropped": Case(
        w.word(w.paragraph("保留", w.revision("del", "删去"), w.revision("ins", "插入"))),
        "保留插入",
        "removed 第1段 修订中已删去的文字：删去\ninferred 全文 文件带修订痕迹，共2处，按全部接受后的文字读入：",
    ),
    "moved": Case(
        w.word(
            w.paragraph(w.revision("moveFrom", "移"), "甲")
            + w.paragraph("乙", w.revision("moveTo", "移"))
        ),
        "甲\n乙移",
        "removed 第1段 修订中已删去的文字：移\ninferred 全文 文件带修订痕迹，共2处，按全部接受后的文字读入：",
    ),
    "inserted, then deleted": Case(
        w.word(w.paragraph("甲", w.revision("ins", w.revision("del", "乙")))),
        "甲",
        "removed 第1段 修订中已删去的文字：乙\ninferred 全文 文件带修订痕迹，共2处，按全部接受后的文字读入：",
    ),
    "a deleted paragraph end joins": Case(
        w.word(w.paragraph("前", mark=DELETED_MARK) + w.paragraph("后", mark=INSERTED_MARK)),
        "前后",
        "inferred 全文 文件带修订痕迹，共2处，按全部接受后的文字读入：",
    ),
    "a deleted item does not count": Case(
        lists(
            listed(0)
            + w.paragraph(w.revision("del", "去"), number="1/0", mark=DELETED_MARK)
            + w.paragraph("乙", number="1/0"),
            one_level("decimal"),
        ),
        "1.甲\n2.乙",
    ),
    "rows and cells": Case(
        w.word(
            w.table(
                w.row("甲", "乙"),
                w.row("删去的", "行", properties=DELETED_MARK),
                w.row(
                    w.cell("删去的格", properties='<w:cellDel w:id="1"/>'),
                    "丙",
                    "丁",
                    properties=INSERTED_MARK,
                ),
                columns=2,
            )
        ),
        "甲|乙\n丙|丁",
        "removed 开头 修订中已删去的文字：删去的\n行\nremoved 开头 修订中已删去的文字：删去的格\n"
        "inferred 全文 文件带修订痕迹，共3处，按全部接受后的文字读入：",
    ),
}
COMMENTS = "".join(
    f'<w:comment w:id="{at}" w:author="{author}">{w.paragraph(each)}</w:comment>'
    for at, author, each in ((1, "张三", "请核"), (2, "", "再核"), (3, "李四", "没有引用"))
)
NOTES = (
    f'<w:footnote w:id="0" w:type="separator">{w.paragraph("线")}</w:footnote>'
    f'<w:footnote w:id="1">{w.paragraph(w.run("<w:footnoteRef/>"), "第一行")}{w.paragraph("第二行")}</w:footnote>'
)
REMARKS = {
    "comments": Case(
        w.word(
            w.paragraph("甲", w.reference("comment", "1"), "乙")
            + w.table(w.row("丙", w.cell(w.paragraph(w.reference("comment", "2")))), columns=2),
            comments=COMMENTS,
        ),
        "甲乙⟦张三的批注：请核⟧\n丙|⟦批注：再核⟧",
        "removed 李四的批注 正文里没有引用的批注或脚注：没有引用",
    ),
    "on an empty paragraph": Case(
        w.word(
            w.paragraph(w.reference("comment", "1")) + w.paragraph("甲"),
            comments=COMMENTS[: COMMENTS.index('<w:comment w:id="2"')],
        ),
        "甲⟦张三的批注：请核⟧",
    ),
    "on nothing": Case(
        w.word(
            w.paragraph(w.reference("comment", "2")),
            comments=COMMENTS[
                COMMENTS.index('<w:comment w:id="2"') : COMMENTS.index('<w:comment w:id="3"')
            ],
        ),
        "",
        "removed 开头 批注挂在空段落上，没有读入：批注：再核",
    ),
    "on deleted text": Case(
        w.word(
            w.paragraph("甲", w.revision("del", "乙", w.reference("footnote", "1"))),
            footnotes=NOTES,
        ),
        "甲",
        "removed 第1段 修订中已删去的文字：乙【脚注：第一行\n第二行】\n"
        "inferred 全文 文件带修订痕迹，共1处，按全部接受后的文字读入：",
    ),
    "footnotes and endnotes": Case(
        w.word(
            w.paragraph("甲", w.reference("footnote", "1"), "乙", w.reference("endnote", "1")),
            footnotes=NOTES,
            endnotes=NOTES.replace("footnote", "endnote"),
        ),
        "甲乙⟦脚注：第一行\n第二行⟧⟦尾注：第一行\n第二行⟧",
    ),
}
PICTURE = w.run('<w:drawing><pic:pic><a:blip r:embed="x"/></pic:pic></w:drawing>')
LINE = w.run("<w:drawing><wps:wsp><wps:spPr/></wps:wsp></w:drawing>")
WORD_ART = w.run('<w:pict><v:shape><v:textpath string="示例市人民政府"/></v:shape></w:pict>')
OLD_BOX = w.run(
    f"<w:pict><v:shape><v:textbox><w:txbxContent>{w.paragraph('旧')}</w:txbxContent></v:textbox></v:shape></w:pict>"
)
DRAWINGS = {
    "a text box, once, before its paragraph": Case(
        w.word(
            w.paragraph("甲") + w.paragraph("乙", w.box(w.paragraph("框一"), w.paragraph("框二")))
        ),
        "甲\n框一\n框二\n乙",
        "inferred 第2段 文本框里的文字，按它锚定的位置读入：框一\n框二",
    ),
    "an old text box in a cell": Case(
        w.word(w.table(w.row(w.cell(w.paragraph("甲", OLD_BOX)), "乙"), columns=2)),
        "旧⏎甲|乙",
        "inferred 表1第1行 文本框里的文字，按它锚定的位置读入：旧",
    ),
    "a table in a text box": Case(
        w.word(
            w.paragraph(w.box(w.table(w.row("甲", "乙"), columns=2) + w.paragraph()))
            + w.table(w.row("丙", "丁"), columns=2)
        ),
        "甲|乙\n丙|丁",
        "inferred 表1 文本框里的文字，按它锚定的位置读入：甲　乙",
    ),
    "lettering": Case(
        w.word(w.paragraph(WORD_ART)),
        "示例市人民政府",
        "inferred 第1段 艺术字，按它所在的位置读入：示例市人民政府",
    ),
    "pictures, and lines that are none": Case(
        w.word(w.paragraph("甲", PICTURE, LINE) + w.paragraph(w.run("<w:object/>"))),
        "甲",
        "unsure 第1段 图片，里面的文字读不出：\nunsure 第1段后 嵌入的对象，里面的文字读不出：",
    ),
    "another file inside": Case(
        w.word(w.paragraph("甲") + '<w:altChunk r:id="x"/>'),
        "甲",
        "unsure 第1段后 嵌入的另一份文件，没有读入，请另行导入：",
    ),
}
CHECKED = '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
CHOSEN = (
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/>'
    '<w:listEntry w:val="乙"/></w:ddList></w:ffData>'
)


def form(data: str, code: str) -> str:
    return w.field(code).replace(
        'w:fldCharType="begin"/>', f'w:fldCharType="begin">{data}</w:fldChar>'
    )


ONE_COMMENT = COMMENTS[: COMMENTS.index('<w:comment w:id="2"')]
FIELDS = {
    "results only": Case(
        w.word(
            w.paragraph(
                "第",
                w.field("PAGE", "3"),
                "页",
                '<w:fldSimple w:instr="DATE">' + w.run("今天") + "</w:fldSimple>",
            )
        ),
        "第3页今天",
    ),
    "nested": Case(
        w.word(w.paragraph(w.field("IF 1", w.run("甲") + w.field("REF x", "乙")))), "甲乙"
    ),
    "an end that stands inside a simple field": Case(
        w.word(
            w.paragraph(
                w.mark("begin"),
                w.mark("separate"),
                '<w:fldSimple w:instr="REF x">' + w.run("甲") + w.mark("end") + "</w:fldSimple>",
                "乙",
            )
        ),
        "甲乙",
    ),
    "without a result": Case(w.word(w.paragraph("甲", w.field("XE 索引"))), "甲"),
    "text inside the code": Case(
        w.word(
            w.paragraph(w.mark("begin"), w.run("条件"), w.mark("separate"), "结果", w.mark("end"))
        ),
        "结果",
        "removed 第1段 域代码，不是文字内容：条件",
    ),
    "a mark without its counterpart": Case(
        w.word(w.paragraph(w.mark("begin"), "甲") + w.paragraph("乙", w.mark("separate"))), "甲\n乙"
    ),
    "a number in a circle": Case(
        w.word(w.paragraph(w.field(r"eq \o\ac(○,12)"), "甲")),
        "⑫甲",
        "inferred 第1段 带圈数字，已写成文字：⑫",
    ),
    "what Word computes": Case(
        w.word(w.paragraph("甲", w.field(r"EQ \f(1,2)"))),
        "甲",
        r"unsure 第1段 域算出来的文字读不出，请对照原文补上：EQ \f(1,2)",
    ),
    "forms": Case(
        w.word(w.paragraph(form(CHECKED, "FORMCHECKBOX"), "是", form(CHOSEN, "FORMDROPDOWN"))),
        "☑是乙",
    ),
    "a contents field": Case(
        w.word(
            w.paragraph(
                "题",
                w.mark("begin"),
                w.run("<w:instrText>TOC \\o</w:instrText>"),
                w.mark("separate"),
                "一、甲",
            )
            + w.paragraph("二、乙", w.field("PAGEREF x", "2"))
            + w.paragraph(w.mark("end"))
            + w.paragraph("正文")
        ),
        "题\n正文",
        "removed 第1段 自动生成的目录，不属于正文：一、甲\n二、乙2",
    ),
    "a contents control": Case(
        w.word(w.control(w.paragraph("目录") + w.paragraph("一、甲"), TOC) + w.paragraph("正文")),
        "正文",
        "removed 开头 自动生成的目录，不属于正文：目录\n一、甲",
    ),
    "the title above a contents field": Case(
        w.word(
            w.paragraph("题")
            + w.paragraph("目　录", w.reference("comment", "1"))
            + w.paragraph()
            + w.paragraph(w.field("TOC", "一、甲"))
            + w.paragraph("目录"),
            comments=ONE_COMMENT,
        ),
        "题\n目录",
        "removed 第2段后 自动生成的目录，不属于正文：目　录【张三的批注：请核】\n一、甲",
    ),
    "a title inside a control": Case(
        w.word(
            w.control(
                w.paragraph("目次", style="TOCHeading") + w.paragraph(w.field("TOC", "一、甲"))
            )
            + w.paragraph("正文")
        ),
        "正文",
        "removed 第1段后 自动生成的目录，不属于正文：目次\n一、甲",
    ),
    "a paragraph above a contents field that is no title": Case(
        w.word(w.paragraph("本目录") + w.paragraph(w.field("TOC", "一、甲"))),
        "本目录",
        "removed 第1段后 自动生成的目录，不属于正文：一、甲",
    ),
}
# One sentence as Word leaves it after proofing and an edit, with what later versions add.
AS_WORD_WRITES = (
    '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00A1" w:rsidRDefault="00A2">'
    '<w:pPr><w:pStyle w:val="a"/><w:spacing w:line="560"/><w:ind w:firstLineChars="200"/>'
    '<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr></w:pPr>'
    '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:proofErr w:type="spellStart"/>'
    '<w:r w:rsidRPr="00A3"><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:hint="eastAsia"/>'
    '<w:rPrChange w:id="5" w:author="张三"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>'
    "<w:lastRenderedPageBreak/><w:t>县民政局</w:t></w:r>"
    '<w:proofErr w:type="spellEnd"/><w:bookmarkEnd w:id="0"/>'
    '<w:r><w:t xml:space="preserve">要在 </w:t></w:r><w:r><w:t>2026</w:t></w:r>'
    "<w:r><w:t>年底前完成。</w:t></w:r></w:p>"
)
RUNS = {
    "as Word writes it": Case(w.word(AS_WORD_WRITES), "县民政局要在 2026年底前完成。"),
    "breaks and tabs": Case(
        w.word(
            w.paragraph(
                "甲",
                w.run("<w:br/>"),
                "乙",
                w.run("<w:tab/>"),
                "丙",
                w.run('<w:br w:type="page"/>'),
                "丁",
                w.run("<w:noBreakHyphen/><w:softHyphen/><w:lastRenderedPageBreak/><w:cr/>"),
                "戊",
            )
        ),
        "甲⏎乙\t丙丁-⏎戊",
    ),
    "wrappers": Case(
        w.word(
            "<w:customXml><w:p>"
            f"<w:hyperlink>{w.run('甲')}</w:hyperlink><w:smartTag>{w.run('乙')}</w:smartTag>"
            f"<w:bdo><w:dir>{w.run('丙')}</w:dir></w:bdo><w:proofErr/><w:bookmarkStart w:name='x'/>"
            f"<unknown>{w.run('丁')}</unknown></w:p></w:customXml>"
        ),
        "甲乙丙丁",
    ),
    "hidden": Case(
        lists(
            w.paragraph(
                "甲",
                w.run("乙", "<w:vanish/>"),
                w.run("丙", '<w:vanish w:val="0"/>'),
                w.run("丁", '<w:rStyle w:val="藏"/>'),
            )
            + w.paragraph("戊", w.run("己", '<w:rStyle w:val="藏"/>'), style="藏段"),
            styles=style("藏", "<w:rPr><w:vanish/></w:rPr>", "character")
            + style("藏底", "<w:rPr><w:vanish/></w:rPr>")
            + style("藏段", '<w:basedOn w:val="藏底"/>'),
        ),
        "甲丙\n己",
        "removed 第1段 隐藏文字，打印时看不到：乙丁\nremoved 第2段 隐藏文字，打印时看不到：戊",
    ),
    "a hidden end runs on": Case(
        lists(
            w.paragraph("题。", number="1/0", mark="<w:vanish/>") + w.paragraph("文"),
            one_level("decimal"),
        ),
        "1.题。文",
    ),
    "controls": Case(
        w.word(
            w.control(
                w.paragraph(
                    "甲",
                    w.control(w.run("☑"), "<w14:checkbox/>"),
                    w.control(w.run("点击填写"), "<w:showingPlcHdr/>"),
                )
            )
        ),
        "甲☑",
        "removed 第1段 占位提示，没有填写内容：点击填写",
    ),
    "phonetic": Case(
        w.word(
            w.paragraph(
                w.run(
                    f"<w:ruby><w:rt>{w.run('hé')}</w:rt><w:rubyBase>{w.run('核')}</w:rubyBase></w:ruby>"
                ),
                "稿",
            )
        ),
        "核稿",
        "removed 第1段 注音，不属于正文：hé",
    ),
    "symbols": Case(
        w.word(
            w.paragraph(
                w.run(
                    '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2460"/><w:sym w:font="Webdings" w:char="F0AA"/>'
                ),
                "甲",
            )
        ),
        "☑①甲",
        "unsure 第1段 符号字体里的字符，读不出，请对照原文补上：\uf0aa",
    ),
    "a formula": Case(
        w.word(
            w.paragraph(
                "取",
                "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>",
            )
        ),
        "取ab",
        "unsure 第1段 公式，只读出了其中的字符，请对照原文核对：ab",
    ),
    "outer space that is not kept": Case(
        w.word(w.paragraph(w.run("<w:t>\n  甲 乙\n</w:t>"), w.run("　丙 "))), "甲 乙　丙 "
    ),
    "headers and footers": Case(
        w.word(
            w.paragraph("甲"),
            {
                "header1": w.paragraph("内部"),
                "header2": w.paragraph("内部"),
                "footer1": w.paragraph("— ", w.field("PAGE", "1"), " —"),
            },
        ),
        "甲",
        "removed 页眉 页眉，不属于正文：内部\nremoved 页脚 页脚，不属于正文：— 1 —",
    ),
}
BROKEN = {
    "县人力资源和/社会保障局/县财政局": "县人力资源和社会保障局⏎县财政局",
    "县民政局/县财政局": "县民政局⏎县财政局",
    "各镇街/相关部门/县直单位": "各镇街⏎相关部门⏎县直单位",
    "建站。/验收": "建站。⏎验收",
    "建站/二、验收": "建站⏎二、验收",
    "建站/（1）验收": "建站⏎（1）验收",
    "2026年/9月底": "2026年⏎9月底",
    "完/成 /时限": "完成时限",
}
"""What stands in cells, / being a line break, and how it is read."""


def broken(text: str) -> str:
    return w.cell(
        w.paragraph(*(w.run("<w:br/>") if each == "/" else each for each in re.split("(/)", text)))
    )


LETTERHEAD = (
    w.row("县委办公室", w.cell("文件", merge="restart")),
    w.row("县政府办公室", w.cell(merge="continue")),
)
BACK_MATTER = (w.row(w.cell("抄送：县委。", span=2)), w.row("县政府办公室", "3月1日印发"))
PERSONS = (
    w.row("组长", "张三", "县长"),
    w.row("成员", w.cell("李四", "王五"), w.cell("局长", "主任")),
)
NO_LINES = "inferred 表1 没有框线、只用来排版的表格，按行读入："
NO_UPRIGHT = "inferred 表1 没有竖线、只用来排版的表格，按行读入："
NIL = f"<w:tcBorders>{w.borders(*w.ALL_SIDES, val='nil')}</w:tcBorders>"
GRID_STYLE = style(
    "网格", f"<w:tblPr><w:tblBorders>{w.borders(*w.ALL_SIDES)}</w:tblBorders></w:tblPr>", "table"
)
STRIPED_STYLE = style(
    "条纹",
    '<w:basedOn w:val="普通"/><w:tblStylePr w:type="firstCol"><w:tcPr><w:tcBorders>'
    f"{w.borders('right')}</w:tcBorders></w:tcPr></w:tblStylePr>",
    "table",
)


def laid_out(*rows: str, drawn: tuple[str, ...] = (), of: str = "", **parts: str) -> bytes:
    """A table of two columns between paragraphs."""
    properties = f'<w:tblStyle w:val="{of}"/>' if of else ""
    made = w.table(*rows, columns=2, drawn=drawn, properties=properties)
    return w.word(w.paragraph("前") + made + w.paragraph("后"), **parts)


LAYOUTS = {
    "letterhead": Case(laid_out(*LETTERHEAD), "前\n县委办公室\n县政府办公室　　文件\n后", NO_LINES),
    "borders that say none": Case(
        w.word(
            w.table(*LETTERHEAD, columns=2).replace('w:val="single"', 'w:val="none"'),
        ),
        "县委办公室\n县政府办公室　　文件",
        NO_LINES,
    ),
    "a signature beside an empty cell": Case(
        laid_out(w.row("", w.cell("县民政局", "3月1日")), w.row("", "")),
        "前\n县民政局⏎3月1日\n后",
        NO_LINES,
    ),
    "cells of several paragraphs": Case(
        w.word(w.table(*PERSONS, drawn=())),
        "组长　　张三　　县长\n成员　　李四　　局长⏎王五　　主任",
        NO_LINES,
    ),
    "back matter between lines": Case(
        laid_out(*BACK_MATTER, drawn=w.ACROSS),
        "前\n抄送：县委。\n县政府办公室　　3月1日印发\n后",
        NO_UPRIGHT,
    ),
    "cells without the borders of their table": Case(
        laid_out(
            w.row(w.cell("甲", properties=NIL), w.cell("乙", properties=NIL)), drawn=w.ALL_SIDES
        ),
        "前\n甲　　乙\n后",
        NO_LINES,
    ),
    "a style that draws lines": Case(
        laid_out(*LETTERHEAD, of="网格", styles=w.STYLES + GRID_STYLE),
        "前\n县委办公室|文件\n县政府办公室|↑\n后",
    ),
    "a default style that draws lines": Case(
        laid_out(
            *LETTERHEAD,
            styles=w.STYLES + GRID_STYLE.replace('w:type="table"', 'w:type="table" w:default="1"'),
        ),
        "前\n县委办公室|文件\n县政府办公室|↑\n后",
    ),
    "a style that draws lines in one column": Case(
        laid_out(*LETTERHEAD, of="条纹", styles=w.STYLES + STRIPED_STYLE),
        "前\n县委办公室|文件\n县政府办公室|↑\n后",
    ),
    "a row with lines of its own": Case(
        laid_out(
            w.row("甲", "乙").replace(
                "<w:trPr>",
                f"<w:tblPrEx><w:tblBorders>{w.borders('insideV')}</w:tblBorders></w:tblPrEx><w:trPr>",
            )
        ),
        "前\n甲|乙\n后",
    ),
    "a cell with a side": Case(
        laid_out(
            w.row(w.cell("甲", properties=f"<w:tcBorders>{w.borders('end')}</w:tcBorders>"), "乙")
        ),
        "前\n甲|乙\n后",
    ),
    "a header": Case(
        laid_out(w.row("任务", "责任单位"), w.row("修路", "县交通局")),
        "前\n任务|责任单位\n修路|县交通局\n后",
    ),
    "a header that is repeated": Case(
        laid_out(w.row("甲", "乙", properties="<w:tblHeader/>"), w.row("丙", "丁")),
        "前\n甲|乙\n丙|丁\n后",
    ),
    "a column of numbers": Case(
        laid_out(w.row("村", "户数"), w.row("东村", "1,200"), w.row("西村", "80.5%")),
        "前\n村|户数\n东村|1,200\n西村|80.5%\n后",
    ),
    "more than three columns": Case(w.word(w.table(w.row(*"甲乙丙丁"), drawn=())), "甲|乙|丙|丁"),
    "three columns between lines": Case(
        w.word(w.table(w.row(*"甲乙丙"), drawn=w.ACROSS)), "甲|乙|丙"
    ),
    "seven rows between lines": Case(
        laid_out(*[w.row("甲", "乙")] * 7, drawn=w.ACROSS), "前\n" + "甲|乙\n" * 7 + "后"
    ),
    "a remark in a cell without text": Case(
        w.word(
            w.table(
                w.row("甲", "乙"),
                w.row("", w.cell(w.paragraph(w.reference("comment", "1")))),
                columns=2,
                drawn=(),
            ),
            comments=ONE_COMMENT,
        ),
        "甲|乙\n|⟦张三的批注：请核⟧",
    ),
    "a remark on a cell that is moved down": Case(
        w.word(
            w.table(
                w.row(
                    "甲", w.cell(w.paragraph("乙", w.reference("comment", "1")), merge="restart")
                ),
                w.row("丙", w.cell(merge="continue")),
                columns=2,
                drawn=(),
            ),
            comments=ONE_COMMENT,
        ),
        "甲\n丙　　乙⟦张三的批注：请核⟧",
        NO_LINES,
    ),
}
NESTED = w.table(w.row("子一", "子二"), columns=2) + w.paragraph("后")
TABLES = {
    "merged cells": Case(
        w.word(
            w.table(
                w.row(w.cell("题", span=3)),
                w.row("甲", w.cell("乙", merge="restart"), "丙"),
                w.row("丁", w.cell(merge="continue"), "戊"),
                w.row(w.cell("己", merge="restart", span=2), "庚"),
                w.row(w.cell(merge="continue", span=2), w.cell("辛", merge="continue")),
            )
        ),
        "题|←|←\n甲|乙|丙\n丁|↑|戊\n己|←|庚\n↑|←|辛",
    ),
    "what a merged cell covers": Case(
        w.word(
            w.table(
                w.row(w.cell("甲", merge="restart"), "乙"),
                w.row(w.cell("盖住", merge="continue"), "丙"),
                columns=2,
            )
        ),
        "甲|乙\n↑|丙",
        "removed 表1第2行 被合并的单元格盖住的文字，看不到：盖住",
    ),
    "merged the old way": Case(
        w.word(
            w.table(
                w.row(
                    w.cell("甲", properties='<w:hMerge w:val="restart"/>'),
                    w.cell(properties="<w:hMerge/>"),
                ),
                w.row("乙", "丙"),
                columns=2,
            )
        ),
        "甲|←\n乙|丙",
    ),
    "grid before and after": Case(
        w.word(
            w.table(
                w.row("甲", "乙", "丙"),
                w.row("丁", "戊", properties='<w:gridBefore w:val="1"/>'),
                w.row("己", properties='<w:gridAfter w:val="2"/>'),
            )
        ),
        "甲|乙|丙\n|丁|戊\n己||",
    ),
    "columns that nothing ends at": Case(
        w.word(
            w.table(
                w.row(w.cell("甲", span=2), w.cell("乙", span=3)),
                w.row(w.cell("丙", span=5)),
                columns=5,
            )
        ),
        "甲|乙\n丙|←",
    ),
    "borders that miss each other by a hair": Case(
        w.word(
            w.table(
                w.row("甲", w.cell("乙", span=2), "丙"),
                w.row(w.cell("丁", span=2), "戊", "己"),
                w.row(w.cell("庚", span=4)),
                widths=(2000, 15, 2000, 2000),
            )
        ),
        "甲|乙|丙\n丁|戊|己\n庚|←|←",
    ),
    "as many cells in every row": Case(
        w.word(w.table(w.row("甲", w.cell("乙", span=2)), w.row(w.cell("丙", span=2), "丁"))),
        "甲|乙\n丙|丁",
    ),
    "several paragraphs": Case(
        w.word(
            w.table(
                w.row(w.cell("甲", "乙", ""), w.cell(w.paragraph("丙", w.run("<w:br/>"), "丁"))),
                columns=2,
            )
        ),
        "甲⏎乙|丙丁",
        "inferred 表1第1行 单元格里为排版换的行，已连起来：丙丁",
    ),
    "breaks inside words": Case(
        w.word(w.table(w.row(*map(broken, BROKEN)), columns=len(BROKEN))),
        "|".join(BROKEN.values()),
        "inferred 表1第1行 单元格里为排版换的行，已连起来：县人力资源和社会保障局\n"
        "inferred 表1第1行 单元格里为排版换的行，已连起来：完成时限",
    ),
    "a frame": Case(
        w.word(w.table(w.row(w.cell("甲", NESTED)), w.row("乙"), columns=1)),
        "甲\n子一|子二\n后\n乙",
        "inferred 第1段 只有一栏的表格，按段落读入：",
    ),
    "a table in a cell": Case(
        w.word(w.table(w.row("甲", w.cell(NESTED)), columns=2)),
        "甲|子一　子二⏎后",
        "unsure 表1第1行 表格里套着表格，按行读入：子一　子二",
    ),
    "rows and cells inside controls": Case(
        w.word(
            w.table(
                w.control(w.row("甲", w.control(w.cell("乙")))),
                w.row("丙", w.control(w.cell("填写"), "<w:showingPlcHdr/>")),
                columns=2,
            )
        ),
        "甲|乙\n丙|",
        "removed 表1第2行 占位提示，没有填写内容：填写",
    ),
    "a hidden row": Case(
        w.word(
            w.paragraph("文")
            + w.table(w.row("甲", "乙"), w.row("藏", "起", properties="<w:hidden/>"), columns=2)
        ),
        "文\n甲|乙",
        "removed 第1段后 隐藏的表格行，打印时看不到：藏\n起",
    ),
    "text outside of cells": Case(
        w.word(
            w.table(w.row("甲", w.paragraph("乱")), w.row("丙", "丁"), columns=2).replace(
                w.cell(w.paragraph("乱")), w.paragraph("乱")
            )
        ),
        "甲|\n丙|丁",
        "removed 开头 表格里不在单元格内的文字，看不到：乱",
    ),
    "nothing in it": Case(
        w.word(w.table(w.row("", "")) + w.table(w.row("甲", "乙"), columns=2)), "甲|乙"
    ),
}
CASES = {
    f"{subject}: {name}": case
    for subject, cases in {
        "numbering": NUMBERING, "revisions": REVISIONS, "remarks": REMARKS, "drawings": DRAWINGS,
        "fields": FIELDS, "runs": RUNS, "layouts": LAYOUTS, "tables": TABLES,
    }.items()
    for name, case in cases.items()
}  # fmt: skip
