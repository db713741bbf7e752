// Draws share cards. The only global is `leadlagCards`; it needs Plotly and nothing else, in the app or in a bare page.
//
// A picture drawn from an SVG cannot see the page's fonts, so the SVG carries them. Ids that Plotly makes up are
// replaced by ones made from the figure: the same figure gives the same bytes on one machine.
//
// `fonts` are data URLs of variable fonts by their family.
var leadlagCards = (() => {
  const SCALE = 2;
  const HEAD = 33; // bytes of a PNG's signature and IHDR; its further chunks follow
  const WEIGHTS = "100 900";
  // What XML cannot hold, even escaped.
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  // What comes out as a box where a font lacks it: not marks above others, and not what shows nothing.
  const SEEN = /[^\p{M}\p{Z}\p{Cc}\p{Cf}]/u;
  const UNASSIGNED = "\u0378"; // no font has this one
  const known = new Map();

  // The card as SVG text, `figure.layout.width` by `figure.layout.height`; several cards below each other.
  async function svg(figures, fonts) {
    await Promise.all(Object.entries(fonts).map(installed));
    const parts = [];
    for (const figure of [figures].flat()) parts.push(await drawn(figure));
    if (parts.length === 1) return parts[0].replace(/^<svg[^>]*>/, (opening) => opening + styles(fonts));
    const { width, height, tops } = size(figures);
    const opening = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
    return `${opening}${styles(fonts)}${parts.map((part, index) => part.replace(/^<svg/, `<svg y="${tops[index]}"`)).join("")}</svg>`;
  }

  // Width and height of a card or of several below each other, and where each begins.
  function size(figures) {
    const layouts = [figures].flat().map(({ layout }) => layout);
    const ends = layouts.reduce((found, { height }) => [...found, found.at(-1) + height], [0]);
    return { width: Math.max(...layouts.map(({ width }) => width)), height: ends.at(-1), tops: ends };
  }

  // One card as SVG text without the fonts.
  async function drawn(figure) {
    const text = JSON.stringify(figure);
    const copy = JSON.parse(text);
    const mark = `card${checksum(new TextEncoder().encode(text)).toString(16).padStart(8, "0")}`;
    copy.data.forEach((trace, index) => { trace.uid = `${mark}-${index}`; });
    const { width, height } = copy.layout;
    const image = await Plotly.toImage(copy, { format: "svg", width, height, imageDataOnly: true });
    const made = image.match(/id="defs-(\w+)"/);
    return quoted(made ? image.replaceAll(made[1], mark) : image).replace(UNFIT, "");
  }

  // Plotly writes this word for each quotation mark around a font's name and takes it out again where the browser has
  // put its own marks around the whole name. Firefox puts none, so there the word would stay and no font be found.
  function quoted(image) {
    return image.replace(/font-family:[^;"]*/g, (families) => families.replaceAll("TOBESTRIPPED", "'"));
  }

  // The same as the bytes of a PNG of twice its size, with `metadata` (keyword → text) inside.
  async function png(figures, fonts, metadata) {
    const { width, height } = size(figures);
    const picture = new Image(width * SCALE, height * SCALE);
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svg(figures, fonts))}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
    return described(new Uint8Array(await blob.arrayBuffer()), metadata);
  }

  // Fonts from this server: family → address.
  async function fetched(addresses) {
    return Object.fromEntries(await Promise.all(Object.entries(addresses).map(async ([family, address]) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return [family, `data:font/woff2;base64,${base64(new Uint8Array(await answer.arrayBuffer()))}`];
    })));
  }

  // Characters of a text for which one of the font families finds no glyph, neither its own nor another font's.
  async function missing(text, families, fonts = {}) {
    await Promise.all(Object.entries(fonts).map(installed));
    const pen = new OffscreenCanvas(48, 48).getContext("2d", { willReadFrequently: true });
    const wide = (character) => pen.measureText(character).width;
    const look = (character) => {
      pen.clearRect(0, 0, 48, 48);
      pen.fillText(character, 4, 36);
      return new Uint32Array(pen.getImageData(0, 0, 48, 48).data.buffer);
    };
    const characters = [...new Set(text)].filter((character) => SEEN.test(character));
    const boxes = families.flatMap((family) => {
      pen.font = `32px ${family}`;
      const width = wide(UNASSIGNED), box = look(UNASSIGNED);
      return characters.filter((character) =>
        wide(character) === width && look(character).every((pixel, index) => pixel === box[index]));
    });
    return [...new Set(boxes)];
  }

  // The page has the font before Plotly measures a text in it.
  function installed([family, source]) {
    if (!known.has(family)) {
      const font = new FontFace(family, `url(${source})`, { weight: WEIGHTS });
      known.set(family, font.load().then((loaded) => document.fonts.add(loaded)));
    }
    return known.get(family);
  }

  function styles(fonts) {
    const faces = Object.entries(fonts).map(([family, source]) =>
      `@font-face{font-family:'${family}';font-weight:${WEIGHTS};src:url(${source})}`);
    return `<style>${faces.join("")}</style>`;
  }

  function described(bytes, metadata) {
    const chunks = Object.entries(metadata || {}).map(([keyword, text]) => chunk(keyword, text));
    const parts = [bytes.subarray(0, HEAD), ...chunks, bytes.subarray(HEAD)];
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    parts.reduce((offset, part) => { whole.set(part, offset); return offset + part.length; }, 0);
    return whole;
  }

  // One iTXt chunk: length, type, keyword, not compressed, no language, no translated keyword, text, CRC-32.
  function chunk(keyword, text) {
    const body = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text.replaceAll("\0", "")}`);
    const whole = new Uint8Array(body.length + 8), view = new DataView(whole.buffer);
    view.setUint32(0, body.length - 4);
    whole.set(body, 4);
    view.setUint32(body.length + 4, checksum(body));
    return whole;
  }

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  function checksum(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff];
    return (value ^ 0xffffffff) >>> 0;
  }

  function base64(bytes) {
    let text = "";
    for (let start = 0; start < bytes.length; start += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return btoa(text);
  }

  return { svg, png, missing, fetched };
})();
