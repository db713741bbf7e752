// `window.drawn` is kept when the fonts are there and every chart is drawn: the browser that prints waits for it.
window.drawn = (async () => {
  await Promise.all([...document.fonts].map((font) => font.load()));
  const { plots, config } = JSON.parse(document.getElementById("plots").textContent);
  for (const [index, plot] of plots.entries()) await Plotly.newPlot(`plot-${index}`, plot.data, plot.layout, config);
})();
