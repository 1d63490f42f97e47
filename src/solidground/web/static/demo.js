// Says how many days the slider stands at.
const days = document.querySelector("#days");
const passes = document.querySelector(".passes");

const say = () => {
  passes.value = days.value;
};

days.addEventListener("input", say);
passes.hidden = false;
say();
