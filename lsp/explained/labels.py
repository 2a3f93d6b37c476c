"""What each field and each directive is for, in a sentence."""

from __future__ import annotations

from typing import Final

from hegao.grammar.lines import Line
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import FIELDS
from hegao.lsp.explained.note import Note

NOT_PRINTED: Final = "这一行不印。"
FIELD_USES: Final[dict[str, str]] = {
    "份号": "涉密公文的印制顺序号，一般六位数字，印在版心左上角。",
    "密级": "绝密、机密或秘密，可以加保密期限，如“秘密★1年”。",
    "紧急程度": "特急或加急；不急的不写。",
    "发文机关标志": "红头上的字，一般是发文机关全称加“文件”。",
    "发文机关": "发这份公文的机关，写全称或者规范化简称。",
    "发文字号": "机关代字、年份、序号，如“示政办发〔2026〕7号”。",
    "签发人": "上行文写签发人姓名，其他公文不写。",
    "标题": "写全称：发文机关、事由、文种。",
    "主送": "要办这件事的机关，末尾不写冒号，编译时补上。",
    "署名": "正文后面的发文机关名称。",
    "成文日期": "负责人签发的日期。没写年份的时限、“印发之日起”都按它算。",
    "附注": "印发传达范围等说明，如“此件公开发布”，可以不写括号。",
    "附件": "附件的名称；有几个的，各占一行，写上序号。",
    "抄送": "除主送以外要知道这件事的机关。",
    "主办": "主办这份公文的部门。",
    "督办": "督办这件事的部门。",
    "印发机关": "印制、发送这份公文的办公部门。",
    "印发日期": "送印的日期，不早于成文日期。",
    "印数": "一共印多少份。",
    "备注": "其他要说明的话。",
    "上级文件": f"本文要落实的上级文件：别名＝《标题》（文件）。写了就逐条对照。{NOT_PRINTED}",
    "机构名录": f"机构名录文件（CSV）的路径，用来核对单位名称。{NOT_PRINTED}",
    "规则文件": f"只管这份稿子的规则文件的路径。{NOT_PRINTED}",
    "编号方式": f"全文连续，或者分节编号；不写时两种都算对。{NOT_PRINTED}",
    "版式": f"信函、命令、纪要的特定格式；不写就是普通文件。{NOT_PRINTED}",
    "要求要素": f"要下级文件写明的要素，如发文字号、附注。{NOT_PRINTED}",
    "要求章节": f"要下级文件设的章节，如组织保障。{NOT_PRINTED}",
    "责任单位": "这项任务由谁办，几家之间用顿号；可以写“某某局牵头，某某局配合”。",
    "牵头单位": "这项任务由谁牵头。",
    "配合单位": "这项任务由谁配合。",
    "完成时限": "这项任务最晚哪天办完，最好写到年月日。",
    "落实": f"这项任务落实上级文件的哪几项，如“省要点 第（三）项”。{NOT_PRINTED}",
    "不适用": f"上级文件的哪一项本级不用办，必须写理由。{NOT_PRINTED}",
    "转交": f"上级文件的哪一项交给谁办。{NOT_PRINTED}",
    "标识": f"给这项任务起的名字，别处写【见：名字】，编译时换成它的编号。{NOT_PRINTED}",
    "须落实": f"哪些下级要落实这一项，如“各县”。{NOT_PRINTED}",
    "要求时限": f"下级最晚什么时候落实，也是这项任务的时限。{NOT_PRINTED}",
    "要求单位": f"下级要由对口的哪家单位落实。{NOT_PRINTED}",
}
"""By the name of the field; its other spellings are for the same."""
DIRECTIVE_USES: Final[dict[str, str]] = {
    "印发件": "从这里起是通知印发的文件，后面写它的标题；编号从头数。",
    "附表": "从这里起是附表，后面写它的名称；编号从头数。",
    "附件": "从这里起是附件，后面写它的名称；编号从头数。",
    "批注": f"写给改稿的人看的话。{NOT_PRINTED}",
    "核稿": "写“不查 规则代码；理由：……”，前面那一项就不查这条规则；写在版头，管全文。"
    f"{NOT_PRINTED}",
}


def label_note(line: Line) -> Note | None:
    """What the label of a line is for; None for a line without field or directive."""
    name, uses = "", FIELD_USES
    label = (line.repair if line.miss else line.label_text).strip()
    written = label.strip("【】：:").strip()
    if line.type == "FIELD":
        name = FIELDS.get(written, "")
    elif line.type == "DIRECTIVE":
        uses = DIRECTIVE_USES
        name = next((each for each in uses if written.startswith(each)), "")
    if name not in uses:
        return None
    title = name if written == name or line.type == "DIRECTIVE" else f"{written}（同“{name}”）"
    start = line.start + line.label
    words = line.raw[line.label : line.body].rstrip()
    return Note(Span(start, start + len(words)), title, (uses[name],))
