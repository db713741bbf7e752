// What draws cards: the scripts and the fonts of this server, once for everything on a page that needs them.
function loaded(data) {
  window.leadlagLoaded ??= Promise.all(data.scripts.map(script))
    .then(() => leadlagCards.fetched(data.fonts))
    .catch((error) => {
      window.leadlagLoaded = undefined;
      throw error;
    });
  return window.leadlagLoaded;
}

function script(address) {
  return new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed }));
  });
}
