// A name drawn by finger, pen or mouse, beside the one that is typed: strokes of whole numbers in a box of its own.
(() => {
  const pad = document.getElementById("pad");
  const { width, height } = pad.viewBox.baseVal;
  const STROKES_MOST = Number(pad.dataset.strokes);
  const POINTS_MOST = Number(pad.dataset.points);
  const APART = 4; // nearer points say nothing that an eye sees
  const field = document.getElementById("drawn");
  const line = document.getElementById("pad-line");
  const [undo, clear] = document.querySelectorAll("[data-pad]");
  const full = document.getElementById("pad-full");
  let strokes = field.value ? field.value.split(";").map((one) => one.split(" ").map((at) => at.split(",").map(Number))) : [];
  let drawing = null;

  const show = () => {
    const path = (all) => all.map(([x, y], number) => `${number ? "L" : "M"}${x} ${y}`).join("") + (all.length === 1 ? "h0" : "");
    line.setAttribute("d", strokes.map(path).join(""));
    field.value = strokes.map((one) => one.map((at) => at.join(",")).join(" ")).join(";");
    undo.disabled = clear.disabled = strokes.length === 0;
    full.hidden = hasRoom();
  };
  const hasRoom = () => strokes.flat().length < POINTS_MOST && (drawing !== null || strokes.length < STROKES_MOST);
  const at = (event) => {
    const box = pad.getBoundingClientRect();
    const inside = (part, most) => Math.max(0, Math.min(most, Math.round(part * most)));
    return [inside((event.clientX - box.left) / box.width, width), inside((event.clientY - box.top) / box.height, height)];
  };
  const add = (event) => {
    const [x, y] = at(event);
    const [lastX, lastY] = drawing[drawing.length - 1];
    if (Math.hypot(x - lastX, y - lastY) >= APART && hasRoom()) drawing.push([x, y]);
  };

  pad.addEventListener("pointerdown", (event) => {
    if (drawing !== null || event.button !== 0 || !hasRoom()) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    drawing = [at(event)];
    strokes.push(drawing);
    show();
  });
  pad.addEventListener("pointermove", (event) => {
    if (drawing === null || !pad.hasPointerCapture(event.pointerId)) return;
    const between = event.getCoalescedEvents?.() ?? [];
    (between.length ? between : [event]).forEach(add);
    show();
  });
  const ends = (event) => {
    if (!pad.hasPointerCapture(event.pointerId)) return;
    drawing = null;
    show();
  };
  pad.addEventListener("pointerup", ends);
  pad.addEventListener("pointercancel", ends);
  undo.addEventListener("click", () => {
    strokes.pop();
    show();
  });
  clear.addEventListener("click", () => {
    strokes = [];
    show();
  });

  document.getElementById("by-hand").hidden = false;
  show();
})();
