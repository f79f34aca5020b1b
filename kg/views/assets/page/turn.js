// The window gets another size: a picture that nobody has moved stays whole, and on a screen that is turned it turns.

let whole = null; // the view as it was when all was last brought into it
const viewNow = () => { const { scale, translation } = network.body.view; return [scale, translation.x, translation.y].map((value) => Math.round(value * 1e6)).join(" "); };
const noteWhole = () => { whole = viewNow(); };
/** Turn the drawing and what was pinned in it. */
function turn() {
  turned = !turned;
  pins.forEach((at, id) => pins.set(id, turned ? { x: Math.round(at.y * 0.9), y: at.x } : { x: at.y, y: Math.round(at.x / 0.9) }));
  [homes, grown] = [null, null];
  paint();
  tellPins();
}
const isUpright = () => window.innerHeight > window.innerWidth;
starters.push(() => {
  if (!network) return;
  noteWhole();
  let upright = isUpright();
  network.on("resize", () => { // vis-network has the new size, and not yet changed its view
    const rotated = upright !== isUpright();
    upright = isUpright();
    const stays = viewNow() === whole && !afterResize;
    if (!rotated && !stays) return;
    queueMicrotask(() => {
      const turns = rotated && turned !== portrait();
      if (turns) turn();
      if (turns || stays) { fit(); bringSelected(); }
    });
  });
});
