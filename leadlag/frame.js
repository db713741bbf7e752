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
