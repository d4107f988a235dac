// Moving smoothly however much is drawn: where painting takes long, the picture painted last is shifted and scaled while
// the view moves, and painted anew once it rests, or when too much of the screen has become empty.

const SLOW = 14; // milliseconds of painting from which the picture is shifted instead
const EMPTY = 0.3; // share of the width or height that may stay empty while the view moves

const kept = document.createElement("canvas");
let cost = 0;
let snapshot = null; // the view that the kept picture shows
/** How often the drawing was painted or shifted, for measurements. */
export let pictures = 0;

/** Let the network shift its picture while `moving()`; everything else about the network stays as it is. */
export function glide(network, moving) {
  const { renderer, body } = network;
  const canvas = network.canvas.frame.canvas;
  const paint = renderer._redraw.bind(renderer);
  const now = () => ({ x: body.view.translation.x, y: body.view.translation.y, scale: body.view.scale, width: canvas.width, height: canvas.height });

  function full(hidden) {
    const start = performance.now();
    paint(hidden);
    cost = performance.now() - start;
    snapshot = null;
  }

  /** Keep what is painted at the moment; a canvas cannot be copied onto itself without smearing. */
  function keep() {
    kept.width = canvas.width;
    kept.height = canvas.height;
    kept.getContext("2d").drawImage(canvas, 0, 0);
  }

  function shift(from, to) {
    const ratio = canvas.width / Math.max(1, canvas.clientWidth);
    const zoom = to.scale / from.scale;
    const ctx = canvas.getContext("2d");
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(kept, (to.x - from.x * zoom) * ratio, (to.y - from.y * zoom) * ratio, kept.width * zoom, kept.height * zoom);
    ctx.restore();
  }

  let last = now();
  renderer._redraw = (hidden = false) => {
    pictures += 1;
    const view = now();
    if (hidden || !moving() || cost < SLOW) {
      full(hidden);
    } else {
      if (!snapshot) keep(), (snapshot = last);
      const zoom = view.scale / snapshot.scale;
      const [dx, dy] = [view.x - snapshot.x * zoom, view.y - snapshot.y * zoom];
      const empty = Math.max(Math.abs(dx + (zoom - 1) * canvas.clientWidth * 0.5) / canvas.clientWidth, Math.abs(dy + (zoom - 1) * canvas.clientHeight * 0.5) / canvas.clientHeight);
      renderer.redrawRequested = false;
      if (view.width !== snapshot.width || view.height !== snapshot.height || empty > EMPTY || zoom > 3) full(false);
      else shift(snapshot, view);
    }
    last = view;
  };
}
