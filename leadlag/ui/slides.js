// Slides: one card after the other over the whole window. Arrow keys, space, Home and End turn; Escape goes back.

const shows = new WeakMap();

export default function slides({ data, parentElement }) {
  const signature = JSON.stringify(data);
  const before = shows.get(parentElement);
  if (before && before.signature === signature) return before.close;
  const start = before ? Math.min(before.index, data.slides.length - 1) : data.start;
  if (before) before.close();
  const show = new Show(data, signature, start);
  shows.set(parentElement, show);
  parentElement.querySelector(".slides")?.remove();
  parentElement.append(show.root);
  show.turn(start);
  return show.close;
}

class Show {
  constructor(data, signature, index) {
    Object.assign(this, { data, signature, index, drawn: new Map() });
    this.root = document.createElement("section");
    this.root.className = "slides";
    this.root.style.background = data.background;
    this.root.style.color = data.ink;
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.count = document.createElement("p");
    this.count.title = data.words.keys;
    this.root.append(this.frame, this.count);
    this.pressed = this.pressed.bind(this);
    this.close = this.close.bind(this);
    this.root.addEventListener("click", (event) => this.turn(this.index + (event.clientX < innerWidth / 3 ? -1 : 1)));
    window.addEventListener("keydown", this.pressed, true);
  }

  pressed(event) {
    const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
    const ends = { Home: 0, End: this.data.slides.length - 1 };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") leave();
    else if (event.key in steps) this.turn(this.index + steps[event.key]);
    else if (event.key in ends) this.turn(ends[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async turn(index) {
    const last = this.data.slides.length - 1;
    this.index = Math.max(0, Math.min(last, index));
    const slide = this.data.slides[this.index];
    this.count.textContent = this.data.words.of.replace("{n}", this.index + 1).replace("{total}", last + 1);
    const address = new URL(location.href);
    address.searchParams.set("chart", slide.chart);
    history.replaceState(history.state, "", address);
    const wanted = this.index;
    const picture = await this.picture(wanted);
    if (wanted !== this.index) return;
    this.frame.replaceChildren(picture);
    this.root.dataset.state = "drawn";
    this.root.dataset.index = wanted;
    this.picture(Math.min(last, wanted + 1)); // ready before it is asked for
  }

  // A slide as an image, drawn once.
  picture(index) {
    if (!this.drawn.has(index)) this.drawn.set(index, this.draw(this.data.slides[index]));
    return this.drawn.get(index);
  }

  async draw({ svg, alt }) {
    const fonts = await loaded(this.data);
    const picture = new Image();
    picture.alt = alt;
    const text = leadlagCards.svg(svg, fonts);
    picture.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    await picture.decode();
    return picture;
  }

  close() {
    window.removeEventListener("keydown", this.pressed, true);
    this.root.remove();
  }
}

function leave() {
  const address = new URL(location.href);
  address.searchParams.delete("view");
  address.searchParams.delete("chart");
  location.assign(address);
}
