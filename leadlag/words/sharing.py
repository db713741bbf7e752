"""Words for sharing a chart: the panel below it, and what leaves the page with the picture."""

WORDS: dict[str, tuple[str, str]] = {
    "slides.open": ("Present", "放映"),
    "slides.of": ("{n} / {whole}", "{n} / {whole}"),
    "slides.keys": ("Arrow keys turn, Esc goes back", "方向键翻页，Esc 返回"),
    "show.share": ("Share", "分享"),
    "save.label": ("The whole page", "整页"),
    "save.page": ("Save page", "保存整页"),
    # what the picture should be
    "share.size": ("Size", "尺寸"),
    "share.theme": ("Theme", "主题"),
    "share.theme.light": ("Light", "浅色"),
    "share.theme.dark": ("Dark", "深色"),
    "share.language": ("Language", "语言"),
    "share.taller": (
        "Too many rows for {size} in letters one can read: drawn at {drawn}.",
        "行数太多，{size} 放不下看得清的字：改用 {drawn}。",
    ),
    # the panel
    "share.panel": ("Share this chart", "分享这张图"),
    "share.drawing": ("Drawing the picture", "正在绘制图片"),
    "share.failed": ("The picture could not be drawn. Reload the page.", "图片没有画出来，请刷新页面。"),
    "share.boxes": (
        "No font of this computer has these characters, so they are empty boxes in the picture:",
        "这台电脑的字体里没有下列字符，它们在图片中是空框：",
    ),
    "share.copied": ("Copied", "已复制"),
    "share.saved": ("Saved", "已保存"),
    "share.refused": (
        "This browser does not allow copying here. Download it instead:",
        "浏览器不允许在这里复制，可以改为下载：",
    ),
    "share.download": ("Download", "下载"),
    "share.group.text": ("In words", "文字"),
    "share.group.data": ("Data and citation", "数据与引用"),
    "share.action.image": ("Copy image", "复制图片"),
    "share.action.png": ("Download PNG", "下载 PNG"),
    "share.action.svg": ("SVG", "下载 SVG"),
    "share.action.print": ("Print, or save as PDF", "打印或存为 PDF"),
    "share.action.text": ("Copy text", "复制文字"),
    "share.action.alt": ("Copy alt text", "复制替代文本"),
    "share.action.link": ("Copy link", "复制链接"),
    "share.action.data": ("Download data", "下载数据"),
    "share.action.citation": ("Copy citation", "复制引文"),
    "share.action.bibtex": ("BibTeX", "复制 BibTeX"),
    # what goes with it as text
    "share.citation": (
        "leadlag dashboard: “{finding}”. {dated}. {source}. {link}",
        "leadlag 看板：“{finding}”。{dated}。{source}。{link}",
    ),
    "share.readme.question": ("Question: {text}", "问题：{text}"),
    "share.readme.finding": ("Finding: {text}", "结论：{text}"),
    "share.readme.reading": ("Reading: {text}", "读法：{text}"),
    "share.readme.link": ("Link: {text}", "链接：{text}"),
    "share.readme.files": (
        "{rows} holds the rows of the chart, {sources} the documents they come from.",
        "{rows} 是图中的行，{sources} 是它们的来源。",
    ),
}
