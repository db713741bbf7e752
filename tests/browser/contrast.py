"""How well two colours can be told apart, by WCAG 2."""


def contrast(one: str, other: str) -> float:
    """The ratio of the lighter colour's luminance to the darker one's, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Relative luminance of `rgb(90, 97, 108)` or `#5a616c`, 0 to 1."""
    if color.startswith("#"):
        channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    else:
        channels = [float(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
