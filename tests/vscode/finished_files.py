"""A finished notice as a Word file and as a PDF, to be imported: finished_files.py folder."""

import sys
from pathlib import Path

from pdf_files import pdf, say
from word_files import paragraph, word

LINES = (
    "示例县人民政府办公室关于做好防汛准备工作的通知",
    "各乡镇人民政府，县直各部门：",
    "一、排查隐患",
    "（一）排查水库隐患。2026年5月底前完成。（责任单位：县水利局）",
    "（二）清理河道。2026年6月底前完成。（责任单位：县水利局、县财政局）",
    "示例县人民政府办公室",
    "2026年4月9日",
)

folder = Path(sys.argv[1])
(folder / "省里来文.docx").write_bytes(word("".join(map(paragraph, LINES))))
# The title is centred; signature and date stand at the right edge.
left = (110, 80, 112, 112, 112, 340, 360)
places = zip(LINES, left, range(760, 0, -32), strict=False)
(folder / "市里来文.pdf").write_bytes(pdf([say(line, x, y, 14) for line, x, y in places]))
