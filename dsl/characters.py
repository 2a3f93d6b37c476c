"""Characters in their official form: full and half width, simplified for traditional."""

from __future__ import annotations

from typing import Final

HALF: Final = ",:;?!()[]"
FULL: Final = "，：；？！（）〔〕"
TO_FULL = str.maketrans(HALF, FULL)
TO_HALF = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)} | {"％": "%"}
)

# Traditional and variant forms that input methods and character recognition slip into
# simplified text; each has one simplified form (《通用规范汉字表》, 附件1).
TRADITIONAL: Final = (
    "爲为為为國国發发務务會会關关門门開开學学單单區区縣县鄉乡鎮镇業业產产經经濟济資资財财實实"
    "進进過过這这還还時时間间長长書书記记議议計计劃划設设認认證证訂订責责處处應应當当對对與与"
    "個个們们來来點点機机構构標标準准總总結结網网絡络線线級级組组織织統统體体驗验義义無无風风"
    "險险東东車车電电話话語语說说請请謝谢買买賣卖貨货費费貿贸農农員员問问題题類类領领項项順顺"
    "須须預预頒颁額额顯显館馆飲饮養养馬马駐驻黨党備备報报場场衛卫術术裝装補补見见觀观規规視视"
    "覽览覺觉據据擬拟擴扩態态護护職职聯联聽听腳脚舉举興兴藝艺節节範范箇个齣出説说傢家髮发裏里"
    "裡里動动産产軍军種种現现錶表兩两從从製制內内沒没將将頭头嚮向數数樣样並并併并敎教萬万迴回"
    "係系繫系氣气漢汉聲声兒儿隊队別别彆别權权給给變变幾几華华稱称決决張张導导朮术纔才師师達达"
    "條条運运佈布論论強强黃黄選选眞真卻却號号傳传帶带幹干邊边廣广質质陽阳難难曆历歷历專专檯台"
    "臺台颱台遊游綫线團团糰团爭争眾众衆众連连調调轉转該该爾尔讓让較较際际親亲紅红價价約约週周"
    "亞亚則则屬属積积圖图韆千極极許许參参蔘参喫吃魚鱼辦办復复複复遠远羣群隨随勢势熱热鐵铁斷断"
    "愛爱紀纪況况証证編编侷局滿满雙双樂乐確确誌志飛飞龍龙響响葯药藥药輕轻擊击離离羅罗營营創创"
    "佔占雖虽試试寶宝識识維维採采宮宫環环鬥斗査查嚴严橋桥僅仅勝胜殺杀圍围楊杨負负層层鬚须續续"
    "狀状銀银緻致終终錢钱賽赛獨独細细沖冲衝冲獲获穫获習习醫医盡尽臉脸彈弹樓楼陸陆協协檢检寫写"
    "蘇苏註注緊紧勞劳戶户優优適适陳陈唸念雲云傷伤絕绝絶绝階阶劉刘剛刚億亿聞闻審审壓压監监敵敌"
    "蘭兰溫温園园樹树詞词島岛繼继執执誰谁驚惊覈核畵画輯辑劍剑談谈禮礼築筑亂乱講讲臨临揮挥闆板"
    "衚胡鬍胡歐欧葉叶簡简擔担嵗岁歲岁荊荆貴贵孃娘轄辖幫帮塊块錯错劇剧歡欢夠够孫孙陣阵銷销堅坚"
    "練练讀读測测吳吴寧宁換换異异顧顾麯曲硃朱鮮鲜敗败礦矿歸归評评嗎吗廠厂遺遗筆笔輸输鬆松漸渐"
    "頂顶訓训彔录錄录録录畢毕豐丰獻献爺爷納纳鐘钟腦脑飯饭闇暗齊齐趕赶訴诉詩诗"
)
_PAIRS = {
    TRADITIONAL[index]: TRADITIONAL[index + 1]
    for index in range(0, len(TRADITIONAL), 2)
    if TRADITIONAL[index] != TRADITIONAL[index + 1]
}
TO_SIMPLIFIED = str.maketrans(_PAIRS)


def full_brackets(text: str) -> str:
    """Half-width round brackets made full width, other marks left: `(a,b)` to `（a,b）`."""
    return text.replace("(", "（").replace(")", "）")


def full_width(text: str) -> str:
    """Half-width marks made full width: `,` to `，`."""
    return text.translate(TO_FULL)


def half_width(text: str) -> str:
    """Full-width letters, digits and the percent sign made half width: `８％` to `8%`."""
    return text.translate(TO_HALF)


def without_end_mark(text: str) -> str:
    """A title without the punctuation at its end."""
    return text.rstrip(" \u3000。．.，；;！!、")


def simplified(text: str) -> str:
    """Known traditional and variant characters made simplified: `爲` to `为`."""
    return text.translate(TO_SIMPLIFIED)
