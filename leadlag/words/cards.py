"""Words for pictures in bulk, for the report, and for opening a picture that somebody shared."""

WORDS: dict[str, tuple[str, str]] = {
    # pictures in bulk
    "cards.title": ("{count:picture|pictures}", "{count} 张图片"),
    "cards.changes.title": (
        "What looks different since data version {fingerprint}",
        "自数据版本 {fingerprint} 以来的变化",
    ),
    "cards.before": ("Before", "之前"),
    "cards.after": ("After", "之后"),
    "cards.nothing_before": ("no such picture", "当时没有这张图"),
    "cards.nothing_after": ("no such picture any more", "现在没有这张图"),
    "cards.sources": ("Sources", "来源"),
    "cards.column.file": ("File", "文件"),
    "cards.column.finding": ("Finding", "结论"),
    "cards.done": ("{count:picture|pictures} in {folder}.", "{folder} 里有 {count} 张图片。"),
    "cards.none": ("There is nothing to draw.", "没有可画的图。"),
    "cards.reading": (
        "{question} is drawn in one reading only: add --reading {reading}.",
        "{question} 只在一种读法下画出：请加上 --reading {reading}。",
    ),
    "cards.unchanged": (
        "No picture looks different since data version {fingerprint}.",
        "自数据版本 {fingerprint} 以来没有图片变化。",
    ),
    # the report
    "report.sources": ("Sources", "来源"),
    "report.conflicts": ("Where the statements disagree", "互相矛盾的陈述"),
    "report.behind": ("The statements behind this chart", "这张图背后的陈述"),
    "report.count": ("{count:statement|statements}", "{count} 条"),
    "report.reading": ("Reading: {reading}", "读法：{reading}"),
    "report.done": (
        "{path}: {charts:chart|charts}, {sources:source|sources}.",
        "{path}：{charts} 张图，{sources} 个来源。",
    ),
    # a picture that somebody shared
    "shared.title": ("Open a shared picture", "打开别人分享的图"),
    "shared.how": (
        "A PNG made here says which view and which data version it shows. Get the view back, and see what has "
        "changed since.",
        "这里生成的 PNG 记着它的视图和数据版本：可以回到那个视图，并看到此后的变化。",
    ),
    "shared.upload": ("A PNG, up to {limit} MB", "PNG 图片，最大 {limit} MB"),
    "shared.open": ("Open its view", "打开它的视图"),
    "shared.column.before": ("In the picture", "图中"),
    "shared.column.after": ("Now", "现在"),
    "shared.address": ("View: {address}", "视图：{address}"),
    "shared.same": ("It shows the current data version ({fingerprint}).", "图中就是当前数据版本（{fingerprint}）。"),
    "shared.kept": (
        "The data have changed since: it shows data version {fingerprint}, which the version history keeps; the "
        "current one is {now}.",
        "数据此后有改动：图中的数据版本是 {fingerprint}（历史版本中还有），现在是 {now}。",
    ),
    "shared.lost": (
        "The data have changed since: it shows data version {fingerprint}, which the version history does not keep; "
        "the current one is {now}.",
        "数据此后有改动：图中的数据版本是 {fingerprint}（历史版本中已没有），现在是 {now}。",
    ),
    "shared.all_same": ("None of its statements has changed.", "图中的陈述都没有变。"),
    "shared.state.unchanged": ("unchanged", "未变"),
    "shared.state.present": ("still there, perhaps changed", "还在，可能有改动"),
    "shared.state.changed": ("changed", "有改动"),
    "shared.state.removed": ("removed", "已删除"),
    "shared.state.unknown": ("unknown here", "这里没有"),
    "shared.column.statement": ("Statement", "陈述"),
    "shared.column.state": ("State", "状态"),
    # what can go wrong
    "error.no_browser": (
        "No browser that can draw pictures was found. Install Chromium, Chrome or Edge, or name one in CHROMIUM. "
        "The share panel of a page needs none of them: it draws in the browser it is open in.",
        "找不到可以画图的浏览器。请安装 Chromium、Chrome 或 Edge，或用 CHROMIUM 指明。"
        "页面上的分享面板不需要它们：直接在打开页面的浏览器里画。",
    ),
    "error.no_such_browser": (
        "CHROMIUM names {browser}, which is no file. Correct it, or unset it to look in the usual places.",
        "CHROMIUM 指向 {browser}，但没有这个文件。请更正，或取消设置以在常用位置查找。",
    ),
    "error.browser_failed": (
        "{browser} could not draw: {why} Close it or update it and try again, or name another browser in CHROMIUM.",
        "{browser} 没能画图：{why} 请关闭或更新后再试，或用 CHROMIUM 指明另一个浏览器。",
    ),
    "error.no_glyph": (
        "No font of this machine has {count} of the characters to be drawn, such as {characters}: they would be empty "
        "boxes, so nothing was written. Install a font that has them (Debian: fonts-noto-cjk for Chinese, "
        "fonts-noto-color-emoji for emoji, fonts-noto-core for most scripts), or take them out of the data.",
        "要画的字符中有 {count} 个在本机字体里都找不到，例如 {characters}，会变成空框，因此没有写出任何文件。"
        "请安装含有它们的字体（Debian：中文用 fonts-noto-cjk，表情符号用 fonts-noto-color-emoji，"
        "其他文字多用 fonts-noto-core），或在数据中去掉它们。",
    ),
    "error.card_choice": ("“{value}” is not one of {known}.", "“{value}”不在 {known} 之中。"),
    "error.no_such_version": (
        "No data version beginning with “{fingerprint}” is kept. Kept: {known}.",
        "没有保存以“{fingerprint}”开头的数据版本。保存着的：{known}。",
    ),
    "error.unclear_version": (
        "“{fingerprint}” begins several data versions: {known}. Write more of it.",
        "以“{fingerprint}”开头的数据版本有多个：{known}。请多写几位。",
    ),
    "error.report_kind": (
        "Cannot write {path}: a report is .html or .pdf.",
        "无法写入 {path}：报告只能是 .html 或 .pdf。",
    ),
    "error.no_picture": ("Cannot read {path}: {why}", "无法读取 {path}：{why}"),
    "error.picture_too_large": (
        "{path} is larger than {limit} MB: no picture of this dashboard is.",
        "{path} 超过 {limit} MB：这个看板的图片没有这么大。",
    ),
    "error.not_png": (
        "{path} is no PNG. A picture that was photographed, converted or sent through a chat loses what it says about "
        "itself: ask for the file.",
        "{path} 不是 PNG。翻拍、转换格式或经聊天软件发送的图片会丢失自身信息：请索取原文件。",
    ),
    "error.no_card": (
        "{path} does not say which view it shows: it is no picture of this dashboard, or it was saved anew by another "
        "program. Ask for the file as it was written.",
        "{path} 没有说明是哪个视图：它不是这个看板的图片，或被别的程序重新保存过。请索取原文件。",
    ),
    "error.damaged_card": (
        "What {path} says about itself cannot be read: {text}.",
        "{path} 的自身信息无法读取：{text}。",
    ),
}
