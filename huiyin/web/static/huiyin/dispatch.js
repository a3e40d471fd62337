/* 分办的键盘：↑↓ 换件，数字选处室，X 勾，O 展开，Enter 分出勾选的。没有它，点一点照样能办。 */
(() => {
  "use strict";
  const form = document.querySelector("[data-dispatch]");
  if (!form) return;
  const rows = [...form.querySelectorAll("[data-row]")];
  const submit = form.querySelector("[data-count]");
  const label = submit.dataset.count;
  const boxOf = (row) => row.querySelector("[type=checkbox]");
  let at = Math.max(0, rows.findIndex((row) => row.classList.contains("focus")));

  function count() {
    const picked = rows.filter((row) => boxOf(row).checked).length;
    submit.textContent = label.replace("#", picked);
    submit.disabled = !picked;
    for (const row of rows) row.classList.toggle("pick", boxOf(row).checked && !row.classList.contains("focus"));
  }

  function go(to) {
    rows[at].classList.remove("here");
    at = Math.min(Math.max(to, 0), rows.length - 1);
    rows[at].classList.add("here");
    boxOf(rows[at]).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  }

  /* 选了处室就勾上；点了这边，那边的就不算 */
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && event.target.matches("[type=radio], .other")) {
      const other = row.querySelector(".other");
      if (event.target.matches("[type=radio]") && other) other.value = "";
      if (event.target === other && other.value) for (const radio of row.querySelectorAll("[type=radio]")) radio.checked = false;
      boxOf(row).checked = true;
    }
    count();
  });

  function choose(row, number) {
    const radio = row.querySelectorAll("[type=radio]")[number - 1];
    const other = row.querySelector(".other");
    if (!radio) return;
    radio.checked = true;
    if (other) other.value = "";
    boxOf(row).checked = true;
    count();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = form.contains(event.target) || event.target === document.body;
    if (!inside) return;
    const keys = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      x: () => { boxOf(rows[at]).checked = !boxOf(rows[at]).checked; count(); },
      o: () => { window.location.href = rows[at].querySelector("[data-open]").href; },
      Enter: () => { if (!submit.disabled) form.requestSubmit(submit); },
    };
    const onButton = event.target.matches("button, a, summary");
    if (/^[1-9]$/.test(event.key)) choose(rows[at], Number(event.key));
    else if (keys[event.key] && !(onButton && event.key === "Enter")) keys[event.key]();
    else return;
    event.preventDefault();
  });

  count();
})();
