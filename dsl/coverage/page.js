(function () {
  "use strict";
  const one = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const keysOf = (element) => element.dataset.for.split(" ");
  const unitsOf = (element) => new Set(element.dataset.units.split("\n"));
  const DONE = ["covered", "passed_on", "not_applicable"];
  const FEW_ITEMS = 60;
  const FEW_TASKS = 40;

  const items = all("tr.item").map((row) => ({
    key: row.id.slice(1), row, detail: row.nextElementSibling, state: row.dataset.state,
    upstream: row.dataset.upstream, units: unitsOf(row),
    text: plain(row.textContent + "\n" + row.nextElementSibling.textContent),
  }));
  const tasks = all("li.task").map((row) => ({ row, units: unitsOf(row), text: plain(row.textContent) }));
  const followers = all("[data-for]").map((element) => ({ element, keys: keysOf(element) }));
  const buttons = all("button.count");
  const filters = { states: new Set(), unit: "", upstream: "", words: "" };

  function active() {
    return filters.states.size > 0 || filters.unit !== "" || filters.upstream !== "" || filters.words.trim() !== "";
  }

  function fits(entry, words) {
    return (!filters.unit || entry.units.has(filters.unit)) && words.every((word) => entry.text.includes(word));
  }

  function fitsItem(item, words) {
    return (filters.states.size === 0 || filters.states.has(item.state)) &&
      (!filters.upstream || filters.upstream === item.upstream) && fits(item, words);
  }

  function apply() {
    const words = plain(filters.words).split(/\s+/).filter(Boolean);
    const shown = new Set();
    for (const item of items) {
      const visible = fitsItem(item, words);
      item.row.hidden = item.detail.hidden = !visible;
      if (visible) shown.add(item.key);
    }
    for (const { element, keys } of followers) {
      element.toggleAttribute("hidden", !keys.some((key) => shown.has(key)));
    }
    let left = 0;
    for (const task of tasks) {
      task.row.hidden = !fits(task, words);
      if (!task.row.hidden) left += 1;
    }
    tell(shown.size, left);
  }

  function tell(shown, left) {
    const names = buttons.filter((button) => filters.states.has(button.dataset.state))
      .map((button) => button.querySelector("span").textContent);
    const chosen = [names.join("或"), filters.unit, filters.upstream, filters.words.trim() && `“${filters.words.trim()}”`];
    const told = chosen.filter(Boolean).join("，");
    one("shown").textContent = `显示上级要求${shown}项，共${items.length}项；本文任务${left}项，共${tasks.length}项` +
      (told ? `。筛选：${told}` : "");
    document.querySelector(".nothing").hidden = shown > 0 || items.length === 0;
    one("clear").disabled = !active();
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(filters.states.has(button.dataset.state)));
    }
    one("unit").value = filters.unit;
    one("upstream").value = filters.upstream;
    if (one("words").value !== filters.words) one("words").value = filters.words;
  }

  function fragment() {
    const chosen = new URLSearchParams();
    if (filters.states.size) chosen.set("state", Array.from(filters.states).join(","));
    if (filters.unit) chosen.set("unit", filters.unit);
    if (filters.upstream) chosen.set("upstream", filters.upstream);
    if (filters.words.trim()) chosen.set("q", filters.words.trim());
    return chosen.toString();
  }

  function remember() {
    apply();
    try {
      history.replaceState(null, "", "#" + fragment());
    } catch (error) {
      // A frame without a history of its own: the view works, only its address stays.
    }
  }

  function offered(id, value) {
    return Array.from(one(id).options).some((option) => option.value === value) ? value : "";
  }

  function clear() {
    filters.states.clear();
    filters.unit = filters.upstream = filters.words = "";
  }

  function recall() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    const states = new Set((chosen.get("state") || "").split(","));
    clear();
    for (const button of buttons) {
      if (states.has(button.dataset.state)) filters.states.add(button.dataset.state);
    }
    filters.unit = offered("unit", chosen.get("unit") || "");
    filters.upstream = offered("upstream", chosen.get("upstream") || "");
    filters.words = chosen.get("q") || "";
    apply();
  }

  function reveal() {
    const target = one(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) {
      clear();
      apply();
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.matches("tr.item")) target.nextElementSibling.querySelector("details").open = true;
    target.scrollIntoView();
  }

  function follow() {
    if (location.hash.includes("=") || location.hash.length < 2) recall();
    else reveal();
  }

  // A table that a narrow screen lays out as blocks is still a table to those who hear it.
  function name() {
    const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader" };
    for (const table of all("table.items, table.limits")) {
      table.setAttribute("role", "table");
      for (const [selector, role] of Object.entries(roles)) {
        for (const part of table.querySelectorAll(selector)) part.setAttribute("role", role);
      }
    }
  }

  function fold() {
    const many = items.length > FEW_ITEMS;
    for (const part of all(".detail details")) part.open = !many && !DONE.includes(part.dataset.state);
    for (const part of all(".based")) part.open = tasks.length <= FEW_TASKS;
  }

  function unfold(event) {
    const open = event.currentTarget.getAttribute("aria-pressed") !== "true";
    event.currentTarget.setAttribute("aria-pressed", String(open));
    event.currentTarget.textContent = open ? "收起对照" : "展开全部";
    if (open) for (const part of all("details")) part.open = true;
    else fold();
  }

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
  window.addEventListener("hashchange", follow);
  for (const button of buttons) {
    button.disabled = false;
    button.addEventListener("click", () => {
      if (!filters.states.delete(button.dataset.state)) filters.states.add(button.dataset.state);
      remember();
    });
  }
  for (const id of ["unit", "upstream"]) {
    one(id).addEventListener("change", (event) => { filters[id] = event.target.value; remember(); });
  }
  let waiting = 0;
  one("words").addEventListener("input", (event) => {
    filters.words = event.target.value;
    clearTimeout(waiting);
    waiting = setTimeout(remember, 120);
  });
  one("clear").addEventListener("click", () => { clear(); remember(); one("words").focus(); });
  one("unfold").addEventListener("click", unfold);
  one("filters").addEventListener("submit", (event) => event.preventDefault());
  one("filters").hidden = false;
  name();
  fold();
  apply();
  follow();
})();
