// The share panel: draws each card in this browser, then copies, downloads or quotes it. Text is always set as text.
// The shortcuts belong to the panel last opened or touched; of several pictures, to the one last touched.

const KEYS = { image: "c", png: "d", text: "t", link: "l" };
const SHOWN = 2500; // ms a confirmation stays
const panels = new WeakMap();

export default function share({ data, parentElement }) {
  const signature = JSON.stringify(data);
  const before = panels.get(parentElement);
  if (before && !before.closed && before.signature === signature) return before.close;
  if (before) before.close();
  const panel = new Panel(data, signature);
  panels.set(parentElement, panel);
  parentElement.querySelector(".panel")?.remove();
  parentElement.append(panel.root);
  panel.draw();
  return panel.close;
}

class Panel {
  constructor(data, signature) {
    Object.assign(this, { data, signature, closed: false, current: 0, addresses: [] });
    this.said = element("p", { className: "said", role: "status" });
    const cards = element("div", { className: data.cards.length > 1 ? "cards several" : "cards" });
    cards.append(...data.cards.map((card, index) => this.card(card, index)));
    const beside = element("div", { className: "beside" });
    beside.append(...data.groups.map(([title, actions]) => this.group(title, actions)));
    this.root = element("section", { className: "panel", ariaLabel: data.words.panel });
    this.root.dataset.state = "drawing";
    this.root.append(cards, beside, this.said);
    this.pressed = this.pressed.bind(this);
    this.close = this.close.bind(this);
    this.root.addEventListener("pointerdown", () => { window.leadlagShared = this; });
    window.leadlagShared = this;
    window.addEventListener("keydown", this.pressed, true);
    this.touch(0);
  }

  card(card, index) {
    const frame = element("div", { className: "frame", textContent: this.data.words.drawing });
    frame.style.aspectRatio = `${card.width} / ${card.height}`;
    const row = element("figcaption", {});
    const offered = this.data.picture.filter((action) => action !== "native" || sheet());
    row.append(...offered.map((action) => this.button(action, index)));
    const figure = element("figure", { lang: this.data.lang.card });
    row.lang = this.data.lang.page;
    figure.append(frame, row);
    for (const event of ["pointerdown", "focusin"]) figure.addEventListener(event, () => this.touch(index));
    return figure;
  }

  group(title, actions) {
    const group = element("div", { className: "group", role: "group", ariaLabel: this.data.words[title] });
    group.append(element("p", { className: "title", textContent: this.data.words[title] }));
    group.append(...actions.map((action) => this.button(action)));
    return group;
  }

  // A button as wide as its name and as what it says when it is done.
  button(action, index) {
    const { words } = this.data;
    const done = ["png", "svg", "data"].includes(action) ? words.saved : action === "native" ? words.shared : words.copied;
    const label = element("span", { className: "label" });
    label.append(element("span", { textContent: words[action] }), element("span", { className: "done", textContent: done }));
    const button = element("button", { type: "button", className: action });
    button.append(label);
    if (KEYS[action]) {
      button.setAttribute("aria-keyshortcuts", KEYS[action].toUpperCase());
      button.append(element("kbd", { textContent: KEYS[action].toUpperCase(), ariaHidden: "true" }));
    }
    button.addEventListener("click", () => this.act(action, button, index));
    return button;
  }

  touch(index) {
    this.current = index;
    this.root.querySelectorAll("figure").forEach((figure, own) => figure.classList.toggle("current", own === index));
  }

  async draw() {
    try {
      const fonts = await loaded(this.data);
      for (const [index, card] of this.data.cards.entries()) {
        if (this.closed) return;
        const picture = element("img", { alt: card.alt });
        picture.src = this.address(new Blob([leadlagCards.svg(card.svg, fonts)], { type: "image/svg+xml" }));
        await picture.decode();
        this.root.querySelectorAll(".frame")[index].replaceChildren(picture);
      }
      await this.warn(fonts);
      this.root.dataset.state = "drawn";
    } catch (error) {
      this.root.dataset.state = "failed";
      this.root.querySelectorAll(".frame:not(:has(img))").forEach((frame) => { frame.textContent = this.data.words.failed; });
    }
  }

  // Says which characters this computer has no font for, before anybody posts a picture with boxes.
  async warn(fonts) {
    const text = this.data.cards.map((card) => card.svg.replace(/<[^>]*>/g, "")).join("");
    const boxes = await leadlagCards.missing(text, this.data.families, fonts);
    if (!boxes.length) return;
    const warning = element("p", { className: "boxes", role: "alert" });
    warning.append(this.data.words.missing_glyphs, " ", element("bdi", { textContent: boxes.map(named).join(" ") }));
    this.root.append(warning);
  }

  async act(action, button, index = this.current) {
    try {
      if (action === "image") await this.copyImage(index);
      else if (action === "native") await this.shareImage(index);
      else if (["png", "svg", "data"].includes(action)) await this.save(action, index);
      else if (action === "print") return window.print();
      else await navigator.clipboard.writeText(this.data.texts[action]);
      this.confirm(action, button);
    } catch (error) {
      if (error.name !== "AbortError") this.refuse(action, index); // the reader closed the sheet
    }
  }

  // The promise is handed over unfulfilled: some browsers forget the click while a picture is being drawn.
  async copyImage(index) {
    const drawn = this.png(index).then((bytes) => new Blob([bytes], { type: "image/png" }));
    drawn.catch(() => {});
    await navigator.clipboard.write([new ClipboardItem({ "image/png": drawn })]);
  }

  // The picture and its text, by whatever this machine shares things with.
  async shareImage(index) {
    const file = new File([await this.png(index)], `${this.data.cards[index].name}.png`, { type: "image/png" });
    await navigator.share({ files: [file], text: this.data.texts.text });
  }

  async save(action, index) {
    const card = this.data.cards[index];
    if (action === "png") this.download(await this.png(index), "image/png", `${card.name}.png`);
    if (action === "svg") {
      const text = leadlagCards.svg(card.svg, await loaded(this.data));
      this.download(text, "image/svg+xml", `${card.name}.svg`);
    }
    if (action === "data") {
      const { base64, name } = this.data.file;
      this.download(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)), "application/zip", name);
    }
    if (action in this.data.texts) this.download(this.data.texts[action], "text/plain;charset=utf-8", `${card.name}.txt`);
  }

  async png(index) {
    return leadlagCards.png(this.data.cards[index], await loaded(this.data));
  }

  download(content, type, name) {
    const link = element("a", { href: this.address(new Blob([content], { type })), download: name });
    this.root.append(link);
    link.click();
    link.remove();
  }

  // An address for something made here, given back when the panel closes.
  address(blob) {
    this.addresses.push(URL.createObjectURL(blob));
    return this.addresses.at(-1);
  }

  confirm(action, button) {
    const words = button.querySelector(".done").textContent;
    this.say(words, false);
    button.classList.add("confirmed");
    clearTimeout(button.timer);
    button.timer = setTimeout(() => button.classList.remove("confirmed"), SHOWN);
  }

  refuse(action, index) {
    const saved = ["image", "native"].includes(action) ? "png" : action;
    const failed = ["png", "svg", "data"].includes(action);
    this.say(this.data.words[failed ? "failed" : "refused"], true);
    if (failed) return;
    const button = element("button", { type: "button", className: "instead" });
    button.textContent = saved === "png" ? this.data.words.png : this.data.words.download;
    button.addEventListener("click", () => this.save(saved, index).catch(() => this.say(this.data.words.failed, true)));
    this.said.append(" ", button);
  }

  say(text, aloud) {
    this.said.textContent = text;
    this.said.classList.toggle("aloud", aloud);
  }

  pressed(event) {
    const action = Object.keys(KEYS).find((name) => KEYS[name] === event.key?.toLowerCase());
    const changed = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    if (!action || changed || window.leadlagShared !== this || !this.root.isConnected || typing(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const figure = this.root.querySelectorAll("figure")[this.current];
    this.act(action, (this.data.picture.includes(action) ? figure : this.root).querySelector(`button.${action}`));
  }

  close() {
    this.closed = true;
    window.removeEventListener("keydown", this.pressed, true);
    this.addresses.forEach((address) => URL.revokeObjectURL(address));
    if (window.leadlagShared === this) window.leadlagShared = undefined;
  }
}

// Whether this browser opens a share sheet, and takes pictures for it.
function sheet() {
  return navigator.canShare?.({ files: [new File([], "card.png", { type: "image/png" })] });
}

// True where letters belong to someone else: a text field, a table, a dialog.
function typing(event) {
  const element = event.composedPath()[0];
  const field = element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName);
  const line = element.tagName === "INPUT" && !/^(radio|checkbox|range|button|submit)$/.test(element.type);
  return field || line || element.closest?.("[role=grid], [data-testid=stDataFrame]") || document.querySelector("[role=dialog]");
}

function named(character) {
  return `${character} (U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")})`;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
