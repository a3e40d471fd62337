/* 分办的键盘：J K 换件，数字字母选处室，Enter 定下，X 勾，U 撤，O 展开，/ 筛选，? 看键，G 分出。没有它，点一点照样能办。 */
(() => {
  "use strict";
  const form = document.querySelector("[data-dispatch]");
  const help = document.querySelector("[data-keys]");
  const narrow = document.getElementById("narrow");
  const rows = form ? [...form.querySelectorAll("[data-row]")] : [];
  const submit = form && form.querySelector("[data-count]");
  const boxOf = (row) => row.querySelector("[type=checkbox]");
  const otherOf = (row) => row.querySelector(".other");
  const done = []; /* 每一步之前那一行的样子，U 一步步退回 */
  let at = Math.max(0, rows.findIndex((row) => row.classList.contains("focus")));

  function say(words) {
    const place = document.querySelector("[data-say]");
    if (place) place.textContent = words;
  }

  function chosen(row) {
    const radio = row.querySelector("[type=radio]:checked");
    const other = otherOf(row);
    if (radio) return radio.parentElement.querySelector("span").textContent;
    return other && other.value ? other.selectedOptions[0].textContent.trim() : "";
  }

  function count() {
    const picked = rows.filter((row) => boxOf(row).checked).length;
    submit.textContent = submit.dataset.count.replace("#", picked);
    submit.disabled = !picked;
    for (const row of rows) row.classList.toggle("pick", boxOf(row).checked && !row.classList.contains("focus"));
  }

  function go(to) {
    rows[at].classList.remove("here");
    at = Math.min(Math.max(to, 0), rows.length - 1);
    rows[at].classList.add("here");
    boxOf(rows[at]).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
    say(`第 ${at + 1} 件，共 ${rows.length} 件，${chosen(rows[at]) || "还没有选处室"}`);
  }

  /* 记下一行现在的样子，再动它 */
  function change(row, act) {
    const radio = row.querySelector("[type=radio]:checked");
    done.push({ row, radio, other: otherOf(row) && otherOf(row).value, picked: boxOf(row).checked });
    act();
    count();
    say(`${chosen(row) || "没有选处室"}，${boxOf(row).checked ? "已勾" : "没有勾"}`);
  }

  function undo() {
    const last = done.pop();
    if (!last) {
      const button = document.querySelector("[data-undo]");
      if (button) button.form.requestSubmit(button);
      return;
    }
    for (const radio of last.row.querySelectorAll("[type=radio]")) radio.checked = radio === last.radio;
    if (otherOf(last.row)) otherOf(last.row).value = last.other;
    boxOf(last.row).checked = last.picked;
    count();
    go(rows.indexOf(last.row));
  }

  function choose(row, key) {
    const radio = row.querySelector(`[type=radio][data-key="${key}"]`);
    const option = row.querySelector(`option[data-key="${key}"]`);
    if (!radio && !option) return false;
    change(row, () => {
      for (const one of row.querySelectorAll("[type=radio]")) one.checked = one === radio;
      if (otherOf(row)) otherOf(row).value = option ? option.value : "";
      boxOf(row).checked = true;
    });
    return true;
  }

  function take() {
    if (!chosen(rows[at])) say("还没有选处室");
    else {
      if (!boxOf(rows[at]).checked) change(rows[at], () => { boxOf(rows[at]).checked = true; });
      go(at + 1);
    }
  }

  const give = () => { if (!submit.disabled) form.requestSubmit(submit); };
  const keys = {
    ArrowDown: () => go(at + 1), j: () => go(at + 1),
    ArrowUp: () => go(at - 1), k: () => go(at - 1),
    x: () => change(rows[at], () => { boxOf(rows[at]).checked = !boxOf(rows[at]).checked; }),
    o: () => { window.location.href = rows[at].querySelector("[data-open]").href; },
    Enter: take, g: give,
  };

  /* 点处室也勾上；点了这边，那边的就不算 */
  if (form) {
    form.addEventListener("change", (event) => {
      const row = event.target.closest("[data-row]");
      if (row && event.target.matches("[type=radio], .other")) {
        const other = otherOf(row);
        if (event.target.matches("[type=radio]") && other) other.value = "";
        if (event.target === other && other.value) for (const radio of row.querySelectorAll("[type=radio]")) radio.checked = false;
        boxOf(row).checked = true;
      }
      count();
    });
    count();
  }

  document.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ((event.ctrlKey || event.metaKey) && key === "Enter" && form) { event.preventDefault(); give(); return; }
    const typing = event.target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inside = event.target === document.body || event.target.closest("#main");
    if (!inside) return;
    if (key === "/" && narrow) { narrow.focus(); narrow.select(); }
    else if (key === "?" && help) help.open = !help.open;
    else if (key === "u") undo();
    else if (!rows.length || (key === "Enter" && event.target.matches("button, a, summary"))) return;
    else if (keys[key]) keys[key]();
    else if (!/^[a-z1-9]$/.test(key) || !choose(rows[at], key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
