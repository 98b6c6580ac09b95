"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const map = at("map"), heading = at("heading"), panel = at("panel"), place = at("place");
  const items = new Map([...map.querySelectorAll("g[data-i]")].map((g) => [Number(g.dataset.i), g]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let step = 0, free = false, frame = data.steps[0].frame.slice(), gliding = 0, opened = null, panelOf = "";

  const shown = () => {
    // What is seen is the frame and what the window has room for around it.
    const box = map.getBoundingClientRect();
    const scale = Math.min(box.width / frame[2], box.height / frame[3]);
    return { scale, x: frame[0] - (box.width / scale - frame[2]) / 2, y: frame[1] - (box.height / scale - frame[3]) / 2, box };
  };
  // A narrow window shows what a step is about, as large as it can.
  const target = (now) => {
    const box = map.getBoundingClientRect();
    return box.width / box.height < 0.7 * now.frame[2] / now.frame[3] ? now.core : now.frame;
  };
  const look = (to) => { frame = to; map.setAttribute("viewBox", frame.join(" ")); };
  const stop = () => { cancelAnimationFrame(gliding); };
  const glide = (to) => {
    stop();
    free = false;
    if (calm.matches) { look(to.slice()); return; }
    const from = frame.slice(), start = performance.now();
    const tick = (now) => {
      const t = Math.min(1, (now - start) / 350), way = t * t * (3 - 2 * t);
      look(from.map((value, i) => value + (to[i] - value) * way));
      if (t < 1) gliding = requestAnimationFrame(tick);
    };
    gliding = requestAnimationFrame(tick);
  };
  const go = (to) => {
    step = Math.max(0, Math.min(data.steps.length - 1, to));
    const now = data.steps[step];
    const sets = { show: new Set(now.show), faded: new Set(now.faded), strong: new Set(now.strong) };
    for (const [i, g] of items) {
      const isOff = !sets.show.has(i);
      g.classList.toggle("off", isOff);
      g.classList.toggle("faded", sets.faded.has(i));
      g.classList.toggle("strong", sets.strong.has(i));
    }
    heading.textContent = now.title;
    place.textContent = step === 0 ? "All" : step + " / " + (data.steps.length - 1);
    at("back").disabled = step === 0;
    at("on").disabled = step === data.steps.length - 1;
    at("notes").disabled = !now.notes;
    if (panelOf === "notes") now.notes ? notes() : close();
    glide(target(now));
  };
  const zoom = (factor, x, y) => {
    stop();
    free = true;
    const s = shown();
    const px = s.x + (x - s.box.left) / s.scale, py = s.y + (y - s.box.top) / s.scale;
    const least = data.steps[0].frame[2] / 60, most = data.steps[0].frame[2] * 4;
    const f = Math.min(most / frame[2], Math.max(least / frame[2], factor));
    look([px + (frame[0] - px) * f, py + (frame[1] - py) * f, frame[2] * f, frame[3] * f]);
  };
  const zoomMiddle = (factor) => { const b = map.getBoundingClientRect(); zoom(factor, b.left + b.width / 2, b.top + b.height / 2); };

  const part = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const fill = (title, parts, of) => {
    at("content").replaceChildren(part("h2", title), ...parts);
    panel.hidden = false;
    document.body.classList.add("beside");
    panel.scrollTop = 0;
    panelOf = of;
  };
  const close = () => {
    panel.hidden = true;
    document.body.classList.remove("beside");
    panelOf = "";
    if (opened) { opened.classList.remove("open"); opened = null; }
  };
  const notes = () => { const now = data.steps[step]; fill(now.title, [part("p", now.notes)], "notes"); };
  const open = (g) => {
    if (opened) opened.classList.remove("open");
    opened = g;
    g.classList.add("open");
    const remark = data.remarks[g.dataset.key] || { by: "", note: "", quotes: [] };
    const parts = [part("p", remark.by, "by")];
    for (const quote of remark.quotes) {
      const block = part("blockquote");
      block.append(part("p", "“" + quote.text + "”"));
      if (quote.source) {
        const cite = part("cite");
        if (/^https?:\/\//i.test(quote.url)) {
          const link = part("a", quote.source);
          link.href = quote.url;
          link.rel = "noopener noreferrer";
          link.target = "_blank";
          cite.append(link);
        } else {
          cite.textContent = quote.source;
        }
        block.append(cite);
      }
      parts.push(block);
    }
    if (remark.note) parts.push(part("p", remark.note));
    fill(remark.text, parts, "claim");
  };

  const pointers = new Map();
  let moved = 0, pressed = null;
  map.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!pointers.size) { moved = 0; pressed = event.target.closest("g.claim"); }
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    map.setPointerCapture(event.pointerId);
    map.classList.add("held");
    stop();
  });
  map.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const spread = () => { const [a, b] = [...pointers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
    if (pointers.size === 2) {
      const old = spread();
      pointers.set(event.pointerId, now);
      const [a, b] = [...pointers.values()];
      zoom(old / Math.max(1, spread()), (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      moved = 99;
    } else {
      pointers.set(event.pointerId, now);
    }
    const s = shown(), share = 1 / pointers.size;
    const dx = (now[0] - before[0]) * share, dy = (now[1] - before[1]) * share;
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved > 5) free = true;
    look([frame[0] - dx / s.scale, frame[1] - dy / s.scale, frame[2], frame[3]]);
  });
  const release = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    if (!pointers.size) map.classList.remove("held");
    if (event.type === "pointerup" && moved < 6) pressed ? open(pressed) : close();
  };
  map.addEventListener("pointerup", release);
  map.addEventListener("pointercancel", release);
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    zoom(Math.exp(Math.max(-60, Math.min(60, pixels)) * 0.004), event.clientX, event.clientY);
  }, { passive: false });
  map.addEventListener("dblclick", () => glide(target(data.steps[step])));

  const keys = {
    ArrowRight: () => go(step + 1), PageDown: () => go(step + 1),
    ArrowLeft: () => go(step - 1), PageUp: () => go(step - 1),
    Home: () => go(0), End: () => go(data.steps.length - 1),
    "+": () => zoomMiddle(0.8), "=": () => zoomMiddle(0.8), "-": () => zoomMiddle(1.25),
    0: () => glide(target(data.steps[step])), Escape: close, n: () => panelOf === "notes" ? close() : data.steps[step].notes && notes(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const claim = document.activeElement && document.activeElement.closest("g.claim");
    if (claim && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); open(claim); return; }
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  at("back").onclick = () => go(step - 1);
  at("on").onclick = () => go(step + 1);
  at("closer").onclick = () => zoomMiddle(0.8);
  at("farther").onclick = () => zoomMiddle(1.25);
  at("fit").onclick = () => glide(target(data.steps[step]));
  at("notes").onclick = keys.n;
  at("close").onclick = close;
  if (data.steps.length < 2) for (const id of ["back", "on", "notes", "place"]) at(id).hidden = true;
  addEventListener("resize", () => { if (!free) glide(target(data.steps[step])); });
  go(data.opens);
})();
