"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const K = data.topics.length;
  const STATE = { topic: 0, sort: "topic", down: 0, filter: "", lambda: 0.6, term: "" };
  const state = Object.assign({}, STATE);
  const termIndex = new Map(data.terms.map((t, i) => [t, i]));

  // --- elements -------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    for (const name of Object.keys(attributes || {})) {
      if (name === "on") {
        for (const type of Object.keys(attributes.on)) {
          node.addEventListener(type, attributes.on[type]);
        }
      } else if (attributes[name] !== null) {
        node.setAttribute(name, attributes[name]);
      }
    }
    for (const child of [].concat(children === undefined ? [] : children)) {
      if (child !== null) {
        node.append(child);
      }
    }
    return node;
  }

  function el(name, attributes, children) {
    return fill(document.createElement(name), attributes, children);
  }

  function svg(name, attributes, children) {
    return fill(document.createElementNS(SVG, name), attributes, children);
  }

  function byId(id) {
    return document.getElementById(id);
  }

  /** Text from data: its own direction, whatever stands beside it. */
  function said(text, attributes) {
    return el("bdi", attributes, text);
  }

  /** The first letters of a text, where there is little room. */
  function short(text, most) {
    const letters = Array.from(text);
    return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : text;
  }

  const TERM = 40, LABEL = 60;

  // --- numbers --------------------------------------------------------------------------------

  const whole = (x) => x.toLocaleString("en");
  const round = (x, digits) => (Number(x.toFixed(digits)) || 0).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

  function percent(x) {
    const p = 100 * x;
    return (p === 0 ? "0" : p >= 9.995 ? round(p, 1) : p >= 0.0995 ? round(p, 2) : p.toPrecision(2)) + " %";
  }

  function figure(x) {
    const size = Math.abs(x);
    return size >= 1000 ? whole(Math.round(x)) : size >= 10 ? round(x, 1) : size >= 0.01 || size === 0 ? round(x, 3) : x.toPrecision(2);
  }

  const fixed = (x) => Number(x.toFixed(2));

  // --- state ----------------------------------------------------------------------------------

  function readState() {
    const given = new URLSearchParams(location.hash.slice(1));
    Object.assign(state, STATE);
    for (const name of Object.keys(STATE)) {
      if (given.has(name)) {
        const text = given.get(name);
        state[name] = typeof STATE[name] === "number" ? Number(text) : text;
      }
    }
    state.topic = Number.isInteger(state.topic) && state.topic >= 0 && state.topic < K ? state.topic : 0;
    state.lambda = state.lambda >= 0 && state.lambda <= 1 ? Math.round(state.lambda * 10) / 10 : STATE.lambda;
    state.down = state.down ? 1 : 0;
    state.sort = columns.some((c) => c.value && c.name === state.sort) ? state.sort : STATE.sort;
  }

  function writeState() {
    const told = new URLSearchParams();
    for (const name of Object.keys(STATE)) {
      if (state[name] !== STATE[name]) {
        told.set(name, state[name]);
      }
    }
    try {
      history.replaceState(null, "", "#" + told);
    } catch (e) {
      // A frame without an address keeps its state to itself.
    }
  }

  function change(part) {
    Object.assign(state, part);
    writeState();
  }

  // --- topics ---------------------------------------------------------------------------------

  /** The first terms of a topic by relevance at λ; of equal ones those of lower index. */
  function relevant(topic, lambda) {
    const t = data.topics[topic];
    return t.terms
      .map((w, i) => ({ w: w, phi: t.phi[i] }))
      .filter((r) => r.phi > 0 && data.p[r.w] > 0)
      .map((r) => Object.assign(r, {
        relevance: lambda * Math.log(r.phi) + (1 - lambda) * Math.log(r.phi / data.p[r.w])
      }))
      .sort((a, b) => b.relevance - a.relevance || a.w - b.w)
      .slice(0, data.shown);
  }

  const firstTerms = data.topics.map((t, k) => relevant(k, STATE.lambda).slice(0, 8).map((r) => data.terms[r.w]));

  function topicButton(k, text) {
    return el("button", { type: "button", on: { click: () => choose(k) } }, text);
  }

  function topicName(k) {
    return [k + " ", said(data.topics[k].label)];
  }

  // --- pictures -------------------------------------------------------------------------------

  /** A line without axes, for a cell. */
  function spark(values) {
    const w = 84, h = 20;
    const most = Math.max.apply(null, values) || 1;
    const x = (i) => fixed(values.length > 1 ? 1 + (i * (w - 2)) / (values.length - 1) : w / 2);
    const y = (v) => fixed(h - 1 - (v / most) * (h - 3));
    const marks = data.trend.follows && values.length > 1
      ? svg("polyline", { class: "curve", points: values.map((v, i) => x(i) + "," + y(v)).join(" ") })
      : values.map((v, i) => svg("rect", {
          class: "strong", x: fixed((i * w) / values.length), y: y(v),
          width: fixed(Math.max(0.5, (w / values.length) * 0.8)), height: fixed(h - y(v))
        }));
    return svg("svg", { class: "spark", width: w, height: h, viewBox: "0 0 " + w + " " + h, "aria-hidden": "true" }, marks);
  }

  /** Ends of an axis at multiples of 1, 2 or 5 times a power of ten. */
  function ticks(min, max) {
    const span = max - min > 1e-12 * Math.max(Math.abs(min), Math.abs(max)) ? max - min : Math.max(Math.abs(max), 1) * 0.1;
    const power = Math.pow(10, Math.floor(Math.log10(span / 4)));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => span / s <= 4.0001) || 10 * power;
    const first = Math.floor(min / step + 1e-9);
    const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
    const all = [];
    for (let i = first; i <= last; i++) {
      all.push(i * step);
    }
    return all;
  }

  /**
   * Values over places, with bands or whiskers of their intervals; null where there is none.
   * places: names; line: whether they follow one another; write: how a value is written.
   */
  function chart(label, places, values, low, high, line, write, from) {
    const w = 560, h = 190, left = 64, right = 12, top = 10, bottom = 26;
    const seen = values.concat(low || [], high || []).filter((v) => v !== null);
    if (seen.length === 0) {
      return el("p", { class: "soft" }, "no values");
    }
    const axis = ticks(from === undefined ? Math.min.apply(null, seen) : from, Math.max.apply(null, seen));
    const a = axis[0], b = axis[axis.length - 1];
    const x = (i) => fixed(places.length > 1 ? left + (i * (w - left - right)) / (places.length - 1) : (left + w - right) / 2);
    const y = (v) => fixed(h - bottom - ((v - a) / (b - a)) * (h - top - bottom));
    const parts = [];
    for (const t of axis) {
      parts.push(svg("line", { class: "axis", x1: left, x2: w - right, y1: y(t), y2: y(t) }));
      parts.push(svg("text", { class: "soft", x: left - 6, y: y(t) + 4, "text-anchor": "end" }, write(t)));
    }
    const there = values.map((v, i) => i).filter((i) => values[i] !== null);
    const bounded = there.filter((i) => low && low[i] !== null && high[i] !== null);
    if (line && bounded.length > 1) {
      const ends = bounded.map((i) => x(i) + "," + y(high[i])).concat(bounded.slice().reverse().map((i) => x(i) + "," + y(low[i])));
      parts.push(svg("polygon", { class: "band", points: ends.join(" ") }));
    }
    if (line && there.length > 1) {
      parts.push(svg("polyline", { class: "curve", points: there.map((i) => x(i) + "," + y(values[i])).join(" ") }));
    }
    for (const i of there) {
      if (!line && bounded.includes(i)) {
        parts.push(svg("line", { class: "whisker", x1: x(i), x2: x(i), y1: y(low[i]), y2: y(high[i]) }));
      }
      const told = places[i] + "  " + write(values[i]) + (bounded.includes(i) ? "  (" + write(low[i]) + " to " + write(high[i]) + ")" : "");
      parts.push(svg("circle", { class: "dot", cx: x(i), cy: y(values[i]), r: places.length > 60 ? 1.5 : 2.5 }, svg("title", {}, told)));
    }
    const cut = (t) => (t.length > 28 ? t.slice(0, 27) + "…" : t);
    parts.push(svg("text", { class: "soft", x: x(0), y: h - 8, "text-anchor": places.length > 1 ? "start" : "middle" }, cut(places[0])));
    if (places.length > 1) {
      parts.push(svg("text", { class: "soft", x: x(places.length - 1), y: h - 8, "text-anchor": "end" }, cut(places[places.length - 1])));
    }
    return svg("svg", { viewBox: "0 0 " + w + " " + h, width: w, height: h, role: "img", "aria-label": label }, parts);
  }

  // --- the table ------------------------------------------------------------------------------

  const columns = [
    { name: "topic", title: "topic", number: true, value: (t, k) => k, down: 0 },
    { name: "label", title: "label", value: (t) => t.label.toLowerCase(), down: 0 },
    { name: "share", title: "share", number: true, value: (t) => t.share, down: 1, text: (t) => percent(t.share) },
    data.has.corpus ? { name: "documents", title: "documents", number: true, value: (t) => t.documents, down: 1, text: (t) => whole(t.documents) } : null,
    data.has.corpus ? { name: "npmi", title: "coherence", number: true, value: (t) => t.npmi, down: 1, text: (t) => (t.npmi === null ? "–" : round(t.npmi, 2)) } : null,
    data.trend ? { name: "moves", title: "trend", value: (t) => Math.max.apply(null, t.trend) - Math.min.apply(null, t.trend), down: 1 } : null,
    { name: "terms", title: "terms by relevance" }
  ].filter((c) => c !== null);

  const rows = data.topics.map((t, k) => {
    const cells = columns.map((c) => {
      if (c.name === "topic") {
        const button = el("button", { type: "button", tabindex: -1, "aria-label": "topic " + k + ": " + t.label }, String(k));
        return el("td", { class: "number" }, button);
      }
      if (c.name === "label") {
        return el("td", { class: "label", dir: "auto", title: t.label }, short(t.label, LABEL));
      }
      if (c.name === "moves") {
        return el("td", {}, spark(t.trend));
      }
      if (c.name === "terms") {
        return el("td", { class: "terms" }, firstTerms[k].flatMap((w, i) => [i ? ", " : "", said(short(w, TERM), { title: w })]));
      }
      return el("td", { class: "number" }, c.text(t));
    });
    return el("tr", { on: { click: () => choose(k) } }, cells);
  });
  const searched = data.topics.map((t, k) =>
    (k + " " + t.label + " " + t.terms.map((w) => data.terms[w]).join(" ")).toLowerCase());
  let listed = [];

  function makeTable() {
    const heads = columns.map((c) =>
      el("th", { scope: "col", class: c.number ? "number" : null, "data-name": c.name },
        c.value
          ? el("button", { type: "button", on: { click: () => {
              change({ sort: c.name, down: state.sort === c.name ? 1 - state.down : c.down });
              showTable();
            } } }, c.title)
          : c.title));
    byId("heads").append(el("tr", {}, heads));
    byId("filter").addEventListener("input", (e) => {
      change({ filter: e.target.value });
      showTable();
    });
    byId("rows").addEventListener("keydown", (e) => walk(e, listed.map(button)));
  }

  function button(k) {
    return rows[k].querySelector("button");
  }

  /** Arrows, Home and End lead through a list of buttons; Enter and the space bar press one. */
  function walk(e, buttons) {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1, PageDown: at + 10, PageUp: at - 10 }[e.key];
    if (at < 0 || to === undefined) {
      return;
    }
    e.preventDefault();
    const next = buttons[Math.min(buttons.length - 1, Math.max(0, to))];
    reachable(next, buttons);
    next.focus();
  }

  /** One button of a list is in the order of the tab key. */
  function reachable(one, buttons) {
    for (const other of buttons) {
      other.setAttribute("tabindex", other === one ? 0 : -1);
    }
  }

  function reachRow(k) {
    if (listed.length) {
      reachable(button(listed.includes(k) ? k : listed[0]), listed.map(button));
    }
  }

  function showTable() {
    const by = columns.find((c) => c.name === state.sort);
    const wanted = state.filter.trim().toLowerCase();
    const sign = Number(state.down) ? -1 : 1;
    listed = data.topics.map((t, k) => k).filter((k) => searched[k].includes(wanted));
    listed.sort((a, b) => {
      const x = by.value(data.topics[a], a), y = by.value(data.topics[b], b);
      return x === y ? a - b : x === null ? 1 : y === null ? -1 : x < y ? -sign : sign;
    });
    byId("rows").replaceChildren(...listed.map((k) => rows[k]));
    byId("found").textContent = listed.length === K ? whole(K) + (K === 1 ? " topic" : " topics") : whole(listed.length) + " of " + whole(K) + " topics";
    for (const head of byId("heads").querySelectorAll("th")) {
      if (head.dataset.name === state.sort) {
        head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
    reachRow(state.topic);
  }

  // --- one topic ------------------------------------------------------------------------------

  function choose(k) {
    change({ topic: k });
    showTopic();
    reachRow(k);
  }

  function showTopic() {
    const k = state.topic;
    const t = data.topics[k];
    rows.forEach((row, j) => {
      row.classList.toggle("chosen", j === k);
      if (j === k) {
        button(j).setAttribute("aria-current", "true");
      } else {
        button(j).removeAttribute("aria-current");
      }
    });
    circles.forEach((c, j) => c.classList.toggle("chosen", j === k));
    leaves.forEach((leaf) => leaf.parentNode.classList.toggle("chosen", leaf.value === String(k)));
    byId("name").replaceChildren("Topic ", ...topicName(k));
    const facts = [percent(t.share) + " of the tokens"];
    if (t.documents !== null) {
      facts.push("largest in " + whole(t.documents) + (t.documents === 1 ? " document" : " documents"));
    }
    facts.push("about " + whole(Math.round(t.words)) + (Math.round(t.words) === 1 ? " term" : " terms"));
    if (K > 1) {
      facts.push("exclusivity " + round(t.exclusivity, 2));
    }
    if (t.npmi !== null) {
      facts.push("coherence (NPMI) " + round(t.npmi, 2));
    }
    byId("about").textContent = facts.join(" · ");
    showBars();
    showTrend(t);
    showDocuments(t);
    byId("near").replaceChildren(...t.near.map((n) =>
      el("tr", {}, [el("td", {}, topicButton(n[0], topicName(n[0]))), el("td", { class: "number" }, round(n[1], 3))])));
    byId("neighbours").hidden = t.near.length === 0;
  }

  function showBars() {
    const t = data.topics[state.topic];
    const found = relevant(state.topic, state.lambda);
    const most = Math.max.apply(null, found.map((r) => data.p[r.w]).concat(found.map((r) => t.share * r.phi), 1e-300));
    byId("bars").replaceChildren(...found.map((r) => {
      const overall = fixed((100 * data.p[r.w]) / most), own = fixed((100 * t.share * r.phi) / most);
      const told = percent(t.share * r.phi) + " of the tokens are this term in this topic, " + percent(data.p[r.w]) + " this term in any";
      const bar = svg("svg", { width: "100%", height: 14, viewBox: "0 0 100 14", preserveAspectRatio: "none", "aria-hidden": "true" }, [
        svg("title", {}, told),
        svg("rect", { class: "pale", x: 0, y: 1, width: Math.max(overall, own), height: 12 }),
        svg("rect", { class: "strong", x: 0, y: 1, width: own, height: 12 })
      ]);
      return el("tr", {}, [
        el("th", { scope: "row", class: "name" }, el("button", { type: "button", dir: "auto", title: data.terms[r.w], on: { click: () => find(data.terms[r.w]) } }, short(data.terms[r.w], TERM))),
        el("td", {}, bar),
        el("td", { class: "number value" }, percent(r.phi))
      ]);
    }));
    byId("lambda").value = state.lambda;
    byId("lambda-value").textContent = state.lambda.toFixed(1);
  }

  function showTrend(t) {
    byId("trend").hidden = !data.trend;
    if (data.trend) {
      byId("trend-chart").replaceChildren(chart("share of the tokens by " + data.trend.by, data.trend.groups, t.trend, t.low, t.high, data.trend.follows, percent, 0));
    }
  }

  function showDocuments(t) {
    byId("documents").hidden = !t.representatives || t.representatives.length === 0;
    byId("read").replaceChildren(...(t.representatives || []).flatMap((d) => [
      el("tr", {}, [
        data.has.ids ? el("th", { scope: "row", dir: "auto" }, d.id) : null,
        el("td", { class: "number" }, percent(d.share)),
        el("td", { class: "number" }, whole(d.tokens))
      ]),
      d.excerpt ? el("tr", {}, el("td", { class: "excerpt", colspan: data.has.ids ? 3 : 2, dir: "auto" }, d.excerpt)) : null
    ]).filter((row) => row !== null));
  }

  // --- the map --------------------------------------------------------------------------------

  const circles = [];

  function makeMap() {
    if (!data.map) {
      byId("map").hidden = true;
      return;
    }
    const size = 460, most = fixed(Math.min(40, 180 / Math.sqrt(K))), inner = size - 2 * most - 10;
    const xs = data.map.map((p) => p[0]), ys = data.map.map((p) => p[1]);
    const middle = (v) => (Math.min.apply(null, v) + Math.max.apply(null, v)) / 2;
    const span = Math.max(Math.max.apply(null, xs) - Math.min.apply(null, xs), Math.max.apply(null, ys) - Math.min.apply(null, ys)) || 1;
    const largest = Math.max.apply(null, data.topics.map((t) => t.share)) || 1;
    const place = data.map.map((p, k) => ({
      k: k,
      x: fixed(size / 2 + ((p[0] - middle(xs)) / span) * inner),
      y: fixed(size / 2 - ((p[1] - middle(ys)) / span) * inner),
      r: fixed(Math.max(2, most * Math.sqrt(data.topics[k].share / largest)))
    }));
    const bySize = place.slice().sort((a, b) => b.r - a.r || a.k - b.k);
    const marks = bySize.map((c) => {
      const t = data.topics[c.k];
      circles[c.k] = svg("circle", { class: "topic", cx: c.x, cy: c.y, r: c.r, "data-topic": c.k, on: { click: () => choose(c.k) } },
        svg("title", {}, c.k + "  " + t.label + "  " + percent(t.share)));
      return circles[c.k];
    });
    const taken = [];
    for (const c of bySize) {
      const half = 4 * String(c.k).length;
      const box = [c.x - half, c.y - 7, c.x + half, c.y + 7];
      if (taken.every((o) => box[0] > o[2] || box[2] < o[0] || box[1] > o[3] || box[3] < o[1])) {
        taken.push(box);
        marks.push(svg("text", { x: c.x, y: c.y + 4, "text-anchor": "middle", "pointer-events": "none" }, String(c.k)));
      }
    }
    byId("map-picture").append(svg("svg", {
      viewBox: "0 0 " + size + " " + size, width: size, height: size, role: "img",
      "aria-label": "Map of the topics: those with like terms lie near one another. The table has all of them."
    }, marks));
  }

  // --- the hierarchy --------------------------------------------------------------------------

  const leaves = [];

  /** A group of topics: one, or two groups that are joined; from top to bottom in its order. */
  function makeGroups() {
    const groups = data.topics.map((t, k) => ({ topics: [k], height: 0 }));
    for (let i = 0; i < data.joins.length; i += 3) {
      const two = [groups[data.joins[i]], groups[data.joins[i + 1]]].sort((a, b) => Math.min(...a.topics) - Math.min(...b.topics));
      const join = { two: two, topics: two[0].topics.concat(two[1].topics), height: data.joins[i + 2] };
      two.forEach((g) => Object.assign(g, { into: join, beside: two[g === two[0] ? 1 : 0] }));
      groups.push(join);
    }
    return groups;
  }

  function makeTree() {
    byId("hierarchy").hidden = K < 2;
    const groups = makeGroups(), root = groups[groups.length - 1];
    const w = 300, row = 20, most = root.height || 1;
    const x = (g) => fixed(1 + (1 - g.height / most) * (w - 2));
    root.topics.forEach((k, i) => {
      const next = groups[k].into ? groups[k].beside.topics : [];
      const told = K < 2 ? "" : "; joined first with " + next.slice(0, 5).join(", ") + (next.length > 5 ? ", …" : "") + " at " + round(groups[k].into.height, 2) + " bits";
      groups[k].y = (i + 0.5) * row;
      const leaf = topicButton(k, topicName(k));
      fill(leaf, { value: k, tabindex: i ? -1 : 0, "aria-label": "topic " + k + ": " + data.topics[k].label + told });
      leaves.push(leaf);
      byId("leaves").append(el("li", {}, leaf));
    });
    const lines = groups.slice(K).map((g) => {
      const from = g.two[0], to = g.two[1];
      g.y = (from.y + to.y) / 2;
      return svg("path", { class: "join", d: "M" + x(from) + "," + from.y + "H" + x(g) + "V" + to.y + "H" + x(to) },
        svg("title", {}, round(g.height, 2) + " bits: topics " + g.topics.slice(0, 20).join(", ") + (g.topics.length > 20 ? ", …" : "")));
    });
    byId("joins").append(
      el("div", { class: "ends soft" }, [el("span", {}, round(most, 2) + " bits"), el("span", {}, "0")]),
      svg("svg", { viewBox: "0 0 " + w + " " + K * row, width: w, height: K * row, preserveAspectRatio: "none", role: "img", "aria-label": "Hierarchy of the topics; the list beside it has them in its order." }, lines));
    byId("leaves").addEventListener("keydown", (e) => walk(e, leaves));
    byId("tree").open = K <= 200;
  }

  // --- terms ----------------------------------------------------------------------------------

  function find(text) {
    change({ term: text });
    byId("term").value = text;
    showTerm();
  }

  function showTerm() {
    const wanted = state.term.trim();
    const box = byId("term-found");
    if (wanted === "") {
      box.replaceChildren();
      return;
    }
    const w = termIndex.has(wanted) ? termIndex.get(wanted) : termIndex.get(wanted.toLowerCase());
    if (w === undefined) {
      const low = wanted.toLowerCase();
      const like = data.terms.filter((t) => t.toLowerCase().includes(low)).slice(0, 12);
      box.replaceChildren(
        el("p", {}, like.length ? "Terms like it: " : "No topic has it among the terms of this report."),
        el("p", {}, like.flatMap((t, i) => [i ? ", " : "", el("button", { type: "button", dir: "auto", on: { click: () => find(t) } }, t)])));
      return;
    }
    const flat = data.termTopics[w];
    const found = [];
    for (let i = 0; i < flat.length; i += 2) {
      found.push(el("tr", {}, [
        el("td", {}, topicButton(flat[i], topicName(flat[i]))),
        el("td", { class: "number" }, percent(flat[i + 1]))
      ]));
    }
    box.replaceChildren(
      el("p", {}, [said(data.terms[w], { class: "label" }), " is " + percent(data.p[w]) + " of all tokens."]),
      el("table", { class: "plain" }, [
        el("thead", {}, el("tr", {}, [el("th", { scope: "col" }, "topic"), el("th", { scope: "col", class: "number" }, "of the term’s tokens")])),
        el("tbody", {}, found)
      ]));
  }

  // --- all of it ------------------------------------------------------------------------------

  function makeFacts() {
    document.title = data.title;
    byId("title").textContent = data.title;
    byId("facts").append(...data.facts.flatMap((f) => [el("dt", {}, f[0]), el("dd", { dir: "auto" }, f[1])]));
    byId("curves").hidden = data.curves.length === 0;
    for (const c of data.curves) {
      const low = c.error && c.value.map((v, i) => (c.error[i] === null ? null : v - 1.96 * c.error[i]));
      const high = c.error && c.value.map((v, i) => (c.error[i] === null ? null : v + 1.96 * c.error[i]));
      byId("curves").append(el("h3", {}, c.title), chart(c.title, c.round.map((r) => "round " + r), c.value, low, high, true, figure));
    }
  }

  function makeDocuments() {
    byId("document-heads").append(
      el("tr", {}, [
        data.has.ids ? el("th", { scope: "col" }, "document") : null,
        el("th", { scope: "col", class: "number" }, "share"),
        el("th", { scope: "col", class: "number" }, "tokens")
      ]));
  }

  function show() {
    byId("filter").value = state.filter;
    byId("term").value = state.term;
    showTable();
    showTopic();
    showTerm();
  }

  makeFacts();
  makeTable();
  makeDocuments();
  makeMap();
  makeTree();
  if (data.trend) {
    byId("trend-by").textContent = data.trend.by;
  }
  byId("lambda").addEventListener("input", (e) => {
    change({ lambda: Number(e.target.value) });
    showBars();
  });
  byId("term").addEventListener("input", (e) => {
    change({ term: e.target.value });
    showTerm();
  });
  addEventListener("hashchange", () => {
    readState();
    show();
  });
  readState();
  show();
  byId("page").hidden = false;
})();
