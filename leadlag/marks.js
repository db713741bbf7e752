// Marks of a chart answer the pointer and keys alike. Tab reaches one mark of each chart; arrows go on from it, left and
// right to the next mark, up and down to the next row; Enter opens its statement, Esc leaves. What a mark says stands
// beside it, where it covers no text.
if (!window.marksAnswer) {
  const AIR = 8, SAME_ROW = 6, NOTE = 150; // px
  const tip = Object.assign(document.createElement("div"), { className: "mark-tip", role: "tooltip", hidden: true });
  const textOf = ({ trace, index }) => trace.hovertext[index];

  const marksOf = (plot) => [...plot.querySelectorAll(".scatterlayer .trace")].flatMap((group) => {
    const trace = group.__data__?.[0]?.trace;
    if (!trace?.hovertext) return [];
    return [...group.querySelectorAll("path.point")].map((path) => {
      const { left, width, top, height } = path.getBoundingClientRect();
      return { path, trace, index: path.__data__.i, x: left + width / 2, y: top + height / 2 };
    });
  }).sort((a, b) => (Math.abs(a.y - b.y) > SAME_ROW ? a.y - b.y : a.x - b.x));

  const name = (plot) => {
    const marks = marksOf(plot);
    const first = marks.find(({ path }) => path.getAttribute("tabindex") === "0") ?? marks[0];
    for (const mark of marks) {
      mark.path.setAttribute("role", mark.trace.customdata[mark.index] ? "button" : "img");
      mark.path.setAttribute("aria-label", textOf(mark).replaceAll("\n", ", "));
      mark.path.setAttribute("tabindex", mark === first ? "0" : "-1");
    }
  };

  const overlap = (box, text) => Math.max(0, Math.min(box.right, text.right) - Math.max(box.left, text.left))
    * Math.max(0, Math.min(box.bottom, text.bottom) - Math.max(box.top, text.top));

  const clamp = (value, low, high) => Math.max(low, Math.min(value, high));

  // Of the places around the mark the first that covers the least text; where each covers some, the page's margin, like a
  // note in it, if that is wide enough.
  const position = (plot, mark) => {
    Object.assign(tip.style, { left: 0, maxWidth: "" }); // as wide as its words
    const { width, height } = tip.getBoundingClientRect(), edge = plot.getBoundingClientRect();
    const own = { left: mark.x - AIR, right: mark.x + AIR, top: mark.y - AIR, bottom: mark.y + AIR };
    const texts = [own, ...[...plot.querySelectorAll("text")].map((text) => text.getBoundingClientRect())];
    const up = mark.y - height - 2 * AIR, down = mark.y + 2 * AIR, beside = mark.y - height / 2;
    const across = [mark.x - width / 2, mark.x + 2 * AIR, mark.x - width - 2 * AIR, edge.left, edge.right - width];
    let best;
    for (const [x, y] of [up, down, beside].flatMap((y) => across.map((x) => [x, y]))) {
      const left = clamp(x, AIR, innerWidth - width - AIR);
      const top = clamp(y, Math.max(AIR, edge.top), Math.min(innerHeight - AIR, edge.bottom) - height);
      const box = { left, top, right: left + width, bottom: top + height };
      const covered = texts.reduce((sum, text) => sum + overlap(box, text), 0);
      if (!best || covered < best.covered) best = { left, top, covered };
    }
    const margin = innerWidth - edge.right - 3 * AIR;
    if (best.covered && margin >= NOTE) {
      tip.style.maxWidth = `${margin}px`;
      best = { left: edge.right + AIR, top: clamp(mark.y - AIR, AIR, innerHeight - tip.offsetHeight - AIR) };
    }
    Object.assign(tip.style, { left: `${best.left}px`, top: `${best.top}px` });
  };

  const show = (plot, mark) => {
    const line = (text, className) => Object.assign(document.createElement("p"), { textContent: text, className });
    const lines = textOf(mark).split("\n").map((text) => line(text, ""));
    if (mark.trace.customdata[mark.index]) lines.push(line(window.markTexts.open, "open"));
    tip.replaceChildren(...lines);
    plot.closest("[data-testid=stMain]").append(tip);
    tip.hidden = false;
    position(plot, mark);
  };
  const hide = () => { tip.hidden = true; };

  const open = (plot, { trace, index }) => {
    const customdata = trace.customdata[index];
    // `pressed` differs, because Streamlit takes the same mark again for nothing new
    const point = { curveNumber: trace.index, pointNumber: index, pointIndex: index, customdata, pressed: Date.now() };
    if (customdata) plot.emit("plotly_selected", { points: [point] });
  };

  const watched = new WeakSet();
  const watch = (plot) => {
    name(plot);
    if (watched.has(plot)) return;
    watched.add(plot);
    plot.on("plotly_afterplot", () => name(plot));
    plot.on("plotly_unhover", hide);
    plot.on("plotly_hover", ({ points: [{ curveNumber, pointNumber }] }) => {
      const mark = marksOf(plot).find(({ trace, index }) => trace.index === curveNumber && index === pointNumber);
      if (mark) show(plot, mark);
    });
  };

  const focused = () => {
    const path = document.activeElement, plot = path?.closest?.(".js-plotly-plot");
    const marks = plot ? marksOf(plot) : [], at = marks.findIndex((mark) => mark.path === path);
    return at < 0 ? undefined : { plot, marks, at };
  };

  const next = (marks, at, key) => {
    const row = (mark) => Math.abs(mark.y - marks[at].y) > SAME_ROW;
    if (key === "ArrowRight") return marks[at + 1];
    if (key === "ArrowLeft") return marks[at - 1];
    if (key === "ArrowDown") return marks.slice(at).find(row);
    if (key === "ArrowUp") return marks.slice(0, at).findLast(row);
    if (key === "Home") return marks[0];
    if (key === "End") return marks.at(-1);
  };

  const follow = () => {
    const found = focused();
    if (found) show(found.plot, found.marks[found.at]);
    else hide();
  };
  document.addEventListener("focusin", follow);
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", follow, true);
  document.addEventListener("keydown", (event) => {
    const found = !event.ctrlKey && !event.metaKey && !event.altKey && focused();
    if (!found) return;
    const { plot, marks, at } = found, path = marks[at].path;
    if (event.key === "Enter" || event.key === " ") open(plot, marks[at]);
    else if (event.key === "Escape") path.blur();
    else if (/^(Arrow|Home|End)/.test(event.key)) {
      const to = next(marks, at, event.key)?.path;
      if (to) {
        path.setAttribute("tabindex", "-1");
        to.setAttribute("tabindex", "0");
        to.focus({ preventScroll: true });
        to.scrollIntoView({ block: "nearest" });
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  let later;
  window.marksAnswer = new MutationObserver(() => {
    cancelAnimationFrame(later);
    later = requestAnimationFrame(() => {
      document.querySelectorAll(".js-plotly-plot").forEach((plot) => { if (plot._fullLayout && !watched.has(plot)) watch(plot); });
    });
  });
  window.marksAnswer.observe(document.body, { subtree: true, childList: true });
}
