// How old the data are stays true on a page that is left open; nothing is asked of the server.
if (!window.agesFollowTheClock) {
  const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
  window.agesFollowTheClock = setInterval(() => {
    for (const age of document.querySelectorAll("time.age")) {
      const seconds = Date.now() / 1000 - age.dataset.saved;
      const found = units.find(([, length]) => seconds >= length);
      const words = new Intl.RelativeTimeFormat(age.lang, { numeric: found ? "always" : "auto" });
      const text = found ? words.format(-Math.floor(seconds / found[1]), found[0]) : words.format(0, "second");
      age.textContent = text.replace(/(\d)(?=[\u3400-\u9fff])/, "$1 ");
    }
  }, 30000);
}
// A server that was started anew knows nothing of a page that was left open: it would go on showing old figures, and
// swallow the first click. The address holds the view, so the page opens it again.
if (!window.renewsWhenReconnected) {
  let lost = false;
  window.renewsWhenReconnected = new MutationObserver(() => {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState;
    if (state === "CONNECTED" && lost) location.reload();
    lost = lost ? state !== "CONNECTED" : /DISCONNECTED|PINGING/.test(state ?? "");
  });
  window.renewsWhenReconnected.observe(document.documentElement, {
    subtree: true, attributes: true, attributeFilter: ["data-test-connection-state"],
  });
}
// Esc closes what was opened: the table, SQL or panel that has the keys or, of others, the lowest, the panel of the page, a
// statement opened by its link. Dialogs, lists and slides close by themselves.
if (!window.escapeCloses) {
  window.escapeCloses = ({ key, defaultPrevented }) => {
    if (key !== "Escape" || defaultPrevented || document.querySelector("[role=dialog], [role=listbox], .st-key-slides")) return;
    const opened = [...document.querySelectorAll("[class*=st-key-behind-] [aria-checked=true], .close a")];
    const page = document.querySelector(".st-key-saved-page")?.firstElementChild && document.querySelector(".st-key-save-page button");
    if (page) opened.unshift(page);
    const nearest = opened.find((one) => one.closest("[data-testid=stVerticalBlock]").contains(document.activeElement));
    const closed = nearest ?? opened.at(-1);
    closed?.click();
    closed?.focus();
  };
  document.addEventListener("keydown", window.escapeCloses);
}
// Streamlit cannot say whether what a button opens is open.
if (!window.saysWhatIsOpen) {
  const say = () => {
    const open = String(Boolean(document.querySelector(".st-key-saved-page")?.firstElementChild));
    const button = document.querySelector(".st-key-save-page button");
    if (button && button.getAttribute("aria-expanded") !== open) button.setAttribute("aria-expanded", open);
  };
  window.saysWhatIsOpen = new MutationObserver(say);
  window.saysWhatIsOpen.observe(document.body, { subtree: true, childList: true });
  say();
}
// Streamlit's drop zone says that it is nothing, and then its name: it is a region.
if (!window.namesRegions) {
  const name = () => document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]")
    .forEach((zone) => zone.removeAttribute("role"));
  window.namesRegions = new MutationObserver(name);
  window.namesRegions.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["role"] });
  name();
}
// Streamlit speaks English of its own accord. What it says is put into the page's language wherever it appears, before it
// is painted; data, charts and labels stay as they are.
if (!window.speakLanguage) {
  const spoken = new WeakMap(); // text nodes and elements → what they said, and say instead, by "" or an attribute
  const attributes = ["aria-label", "title", "placeholder"];
  const whose = "[data-testid=stFileUploader], [data-testid=stTooltipContent], [data-testid=stHeader], [data-testid=stSidebar]";
  const others = `script, style, canvas, pre, [role=option]:not([data-empty=true] > *), .js-plotly-plot, [data-testid=stHtml], [data-testid=stAlert],
    [data-testid=stFileChipName], [data-testid=stMarkdownContainer]:not(:is(${whose}) *)`;
  const touching = /\p{Script=Han}(?=[!-~])|[!-~](?=\p{Script=Han})/gu; // a space belongs between the two scripts
  let exact = new Map(), patterns = [];

  const translated = (english) => {
    if (exact.has(english)) return exact.get(english);
    for (const [pattern, text] of patterns) {
      const found = english.match(pattern);
      if (found) return text.replace(/\{(\w+)\}/g, (_, name) => found.groups[name]).replace(touching, "$& ");
    }
  };
  const speak = (node, name, current, write) => {
    if (!current) return;
    const known = spoken.get(node)?.[name];
    const english = known?.instead === current ? known.english : current;
    const instead = translated(english.trim().replaceAll("'", "’")) ?? english;
    if (instead === current) return;
    spoken.set(node, { ...spoken.get(node), [name]: { english, instead } });
    write(instead);
  };
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) speak(node, "", node.data, (text) => { node.data = text; });
    else for (const name of attributes) speak(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text));
  };
  const walk = (root) => {
    const element = root.nodeType === Node.ELEMENT_NODE ? root : root.parentElement;
    if (!element || element.closest(others)) return;
    const accept = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(others) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
    for (let node = root; node; node = walker.nextNode()) visit(node);
  };
  const watch = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) (type === "childList" ? addedNodes : [target]).forEach(walk);
  });

  window.speakLanguage = (texts) => {
    const entries = Object.entries(texts);
    if (!entries.length && !exact.size) return;
    exact = new Map(entries);
    patterns = entries.filter(([english]) => english.includes("{")).map(([english, text]) => {
      const escaped = english.replace(/[.*+?^$()|[\]\\/]/g, "\\$&");
      return [new RegExp(`^${escaped.replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`), text];
    });
    walk(document.body);
    watch.disconnect();
    if (entries.length) {
      watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
    }
  };
}
window.speakLanguage(window.streamlitTexts);
