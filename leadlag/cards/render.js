// Makes pictures of cards, which come as SVG. The only global is `leadlagCards`; it needs nothing else, in the app or in
// a bare page.
//
// A picture drawn from an SVG cannot see the page's fonts, so the SVG carries them: `fonts` are their families and
// weights, each with its file as a data URL.
var leadlagCards = (() => {
  const SCALE = 2;
  const HEAD = 33; // bytes of a PNG's signature and IHDR; its further chunks follow
  // What comes out as a box where a font lacks it: not marks above others, and not what shows nothing.
  const SEEN = /[^\p{M}\p{Z}\p{Cc}\p{Cf}]/u;
  const UNASSIGNED = "\u0378"; // no font has this one
  const known = new Map();

  // The card's SVG with the fonts inside.
  function svg(text, fonts) {
    const faces = fonts.map(({ family, weight, source }) =>
      `@font-face{font-family:'${family}';font-weight:${weight};src:url(${source})}`);
    return text.replace(/^<svg[^>]*>/, (opening) => `${opening}<style>${faces.join("")}</style>`);
  }

  // The same as the bytes of a PNG of twice its size, with what it says about itself inside.
  async function png(card, fonts) {
    const [width, height] = [card.width * SCALE, card.height * SCALE];
    const picture = new Image(width, height);
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg(card.svg, fonts))}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext("2d").drawImage(picture, 0, 0, width, height);
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
    return described(new Uint8Array(await blob.arrayBuffer()), card.metadata);
  }

  // Fonts from this server, each with its file.
  function fetched(fonts) {
    return Promise.all(fonts.map(async ({ family, weight, address }) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return { family, weight, source: `data:font/ttf;base64,${base64(new Uint8Array(await answer.arrayBuffer()))}` };
    }));
  }

  // Characters of a text for which one of the font families finds no glyph, neither its own nor another font's.
  async function missing(text, families, fonts = []) {
    await Promise.all(fonts.map(installed));
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

  // The page has the font before a text is measured in it.
  function installed({ family, weight, source }) {
    const name = `${family} ${weight}`;
    if (!known.has(name)) {
      const font = new FontFace(family, `url(${source})`, { weight });
      known.set(name, font.load().then((loaded) => document.fonts.add(loaded)));
    }
    return known.get(name);
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
