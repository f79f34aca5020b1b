// Put into a page before its own scripts: watches what it draws, and when it can be used, from outside.
// `AWAITED` says what that means: "page" (data-ready), "physics" (the layout has settled), "drawing" (first picture).
(() => {
  const probe = { networks: [], usable: null, isWatching: false, frames: [], labels: [], refused: [] };
  window.probe = probe;
  window.addEventListener("securitypolicyviolation", (event) => probe.refused.push(event.violatedDirective));

  // The drawing engine gives its parts to `window.vis`, where one is caught.
  let isSettled = false;
  let network;
  window.vis = {};
  Object.defineProperty(window.vis, "Network", {
    configurable: true,
    enumerable: true,
    get: () => network,
    set: (original) => {
      network = new Proxy(original, {
        construct(target, given) {
          const made = Reflect.construct(target, given);
          probe.networks.push(made);
          if (AWAITED === "physics") made.once("stabilizationIterationsDone", () => { isSettled = true; });
          if (AWAITED === "drawing") made.once("afterDrawing", () => { isSettled = true; });
          return made;
        },
      });
    },
  });

  const ask = window.requestAnimationFrame.bind(window);
  const isReady = () => (AWAITED === "page" ? document.documentElement?.dataset.ready === "yes" : isSettled);
  const look = () => {
    if (isReady()) ask(() => ask(() => { probe.usable = performance.now() / 1000; }));
    else ask(look);
  };
  ask(look);

  // Seconds of each redraw, with its pixels: reading one makes the browser draw them at once.
  const drawing = window.CanvasRenderingContext2D.prototype;
  const { clearRect, fillText, getImageData } = drawing;
  let redrawn = null;
  window.requestAnimationFrame = (call) => ask((now) => {
    if (!probe.isWatching) return call(now);
    const begun = performance.now();
    redrawn = null;
    call(now);
    if (redrawn) {
      getImageData.call(redrawn, 0, 0, 1, 1);
      probe.frames.push(performance.now() - begun);
    }
  });

  // The boxes of the words on the canvas since it was last cleared, in pixels of the window.
  drawing.clearRect = function (...box) {
    if (this.canvas.isConnected) { probe.labels = []; redrawn = this; }
    return clearRect.apply(this, box);
  };
  drawing.fillText = function (text, x, y, ...rest) {
    if (this.canvas.isConnected && this.globalAlpha > 0.25) probe.labels.push(boxOf(this, text, x, y));
    return fillText.call(this, text, x, y, ...rest);
  };
  function boxOf(context, text, x, y) {
    const size = context.measureText(text);
    const at = context.getTransform();
    const ratio = context.canvas.width / context.canvas.clientWidth || 1;
    const place = (u, v) => [(at.a * u + at.c * v + at.e) / ratio, (at.b * u + at.d * v + at.f) / ratio];
    const [left, top] = place(x - size.actualBoundingBoxLeft, y - size.actualBoundingBoxAscent);
    const [right, bottom] = place(x + size.actualBoundingBoxRight, y + size.actualBoundingBoxDescent);
    return { text, left, top, right, bottom };
  }

  /** Do something and tell `done` the milliseconds of its script and layout, and those until the second frame after it. */
  probe.time = (act, done) => {
    const begun = performance.now();
    act();
    document.body.offsetHeight; // makes the browser lay out at once
    const answered = performance.now() - begun;
    ask(() => ask(() => done([answered, performance.now() - begun])));
  };

  /** A place of the window with nothing of the drawing near, the nearest to the middle of the canvas. */
  probe.empty = () => {
    const made = probe.networks.at(-1);
    const box = made.canvas.frame.canvas.getBoundingClientRect();
    const isFree = ([x, y]) => [[0, 0], [-6, 0], [6, 0], [0, -6], [0, 6]].every(([u, v]) => {
      const at = { x: x + u - box.left, y: y + v - box.top };
      return made.getNodeAt(at) === undefined && made.getEdgeAt(at) === undefined;
    });
    for (let far = 0; far < 0.4; far += 0.02) {
      for (let turn = 0; turn < 6.2; turn += 0.2) {
        const at = [box.left + box.width * (0.5 + far * Math.cos(turn)), box.top + box.height * (0.5 + far * Math.sin(turn))];
        if (isFree(at)) return at;
      }
    }
    return [box.left + 4, box.top + 4];
  };

  /** The place of the window where the first thing is drawn. */
  probe.first = () => {
    const made = probe.networks.at(-1);
    const node = Object.values(made.body.nodes)[0];
    const box = made.canvas.frame.canvas.getBoundingClientRect();
    const at = made.canvasToDOM({ x: node.x, y: node.y });
    return [box.left + at.x, box.top + at.y];
  };

  /** Press what can be pressed, also what comes up by that, at most `most` times; `done` gets how often. */
  probe.pressAll = (most, done) => {
    const pressed = new Set();
    const next = () => {
      const all = [...document.querySelectorAll("button, summary, a, [role=option], [role=tab], input[type=checkbox], input[type=radio]")];
      const one = all.find((element) => !pressed.has(element) && element.checkVisibility() && !element.disabled);
      if (!one || pressed.size >= most) { done(pressed.size); return; }
      pressed.add(one);
      one.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
      one.click();
      setTimeout(next, 0);
    };
    next();
  };

  /** Count labels on the canvas, those that lie on another one, and things of which a part is outside of the view. */
  probe.sight = () => {
    const made = probe.networks.at(-1);
    const canvas = made.canvas.frame.canvas;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const boxes = probe.labels.filter((box) => box.right > 0 && box.bottom > 0 && box.left < width && box.top < height);
    const nodes = Object.values(made.body.nodes).filter((node) => !node.options.hidden && !String(node.id).startsWith("edgeId:"));
    const isOutside = (node) => {
      const { x, y } = made.canvasToDOM({ x: node.x, y: node.y });
      const reach = ((node.shape.radius || node.shape.height / 2 || 0)) * made.getScale();
      return x - reach < -1 || y - reach < -1 || x + reach > width + 1 || y + reach > height + 1;
    };
    return {
      labels: boxes.length,
      overlapping_labels: boxes.filter((a) => boxes.some((b) => a !== b && meet(a, b))).length,
      cut_labels: boxes.filter((box) => box.left < -1 || box.top < -1 || box.right > width + 1 || box.bottom > height + 1).length,
      things: nodes.length,
      things_outside: nodes.filter(isOutside).length,
    };
  };
})();
