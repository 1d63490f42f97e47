// Numbers of one's own people, kept in this browser and sent nowhere: shown first on the help page.
(() => {
  const KEY = "solidground.mine";
  const MOST = 8;
  const at = (id) => document.getElementById(id);
  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(found) ? found.filter((one) => typeof one.number === "string" && typeof one.name === "string") : [];
    } catch {
      return [];
    }
  };
  const keep = (all) => {
    localStorage.setItem(KEY, JSON.stringify(all.slice(0, MOST)));
    draw();
  };
  const made = (kind, name, words) => Object.assign(document.createElement(kind), { className: name, textContent: words });
  const drawn = (one, number) => {
    const line = made("li", "line", "");
    const ways = made("p", "line__ways", "");
    const call = made("a", "govuk-button", `${at("mine-lines").dataset.call} ${one.number}`);
    call.href = `tel:${one.number.replace(/[^0-9+*#]/g, "")}`;
    const off = made("button", "govuk-button govuk-button--secondary", at("mine-lines").dataset.off);
    off.type = "button";
    off.setAttribute("aria-label", `${off.textContent}: ${one.name || one.number}`);
    off.addEventListener("click", () => keep(kept().filter((_, place) => place !== number)));
    ways.append(call, off);
    line.append(made("p", "line__name", one.name || one.number), ways);
    return line;
  };
  const draw = () => {
    const all = kept();
    at("mine-lines").replaceChildren(...all.map(drawn));
    at("mine-lines").hidden = all.length === 0;
  };
  const add = () => {
    const number = at("mine-number").value.trim();
    const wrong = (number.match(/[0-9]/g) || []).length < 3;
    at("mine-error").hidden = !wrong;
    if (wrong) return at("mine-number").focus();
    keep([...kept(), { name: at("mine-name").value.trim(), number }]);
    at("mine-name").value = at("mine-number").value = "";
    return at("mine-lines").querySelector("li:last-child a").focus();
  };
  try {
    localStorage.getItem(KEY);
  } catch {
    return; // A browser that keeps nothing is not asked to.
  }
  at("mine").hidden = false;
  at("mine-add").addEventListener("click", add);
  at("mine-number").addEventListener("keydown", (event) => event.key === "Enter" && add());
  draw();
})();
