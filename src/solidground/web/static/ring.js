// Looks again by itself while somebody is being rung, and draws anew only what is said of that. It can be stopped.
const EVERY_MS = 20_000;
const TIMES_MOST = 90;
const told = document.querySelector("[data-rings]");
const looks = document.querySelector("[data-looks]");
let times = 0;

const end = () => {
  clearInterval(turns);
  looks.hidden = true;
};

const look = async () => {
  times += 1;
  try {
    const answer = await fetch(told.dataset.rings, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = answer.ok && page.querySelector("#told");
    if (!found) return end();
    if (found.textContent.trim() !== told.textContent.trim()) told.replaceChildren(...found.childNodes);
    if (!("rings" in found.dataset) || times === TIMES_MOST) end();
  } catch {
    // Without a connection the next turn looks again.
  }
};

const turns = setInterval(look, EVERY_MS);
looks.hidden = false;
looks.querySelector("button").addEventListener("click", () => {
  end();
  document.querySelector("#again").focus();
});
