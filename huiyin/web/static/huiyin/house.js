/* 每一页都用的一点脚本。没有它，每一页照样能办事。 */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  const typing = (node) => node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
  const drops = () => document.querySelectorAll("details.drop[open]");

  /* 快捷键：/ 到检索，Esc 关上展开的 */
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const find = document.getElementById("find");
      if (find && find.offsetParent) {
        event.preventDefault();
        find.focus();
        find.select();
      }
    }
    if (event.key === "Escape") {
      for (const drop of drops()) {
        drop.open = false;
        if (drop.contains(document.activeElement)) drop.querySelector("summary").focus();
      }
    }
  });

  /* 点别处，菜单收起；里面有没提交的表单的不收 */
  document.addEventListener("click", (event) => {
    for (const drop of drops()) {
      if (!drop.contains(event.target) && !drop.querySelector("form.is-changed")) drop.open = false;
    }
  });

  /* data-live：一改就提交的筛选 */
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.matches("[data-live]")) form.requestSubmit();
  });

  /* data-steady：改了没存，离开前问一声 */
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.matches("[data-steady]")) form.classList.add("is-changed");
  });
  document.addEventListener("submit", (event) => event.target.classList.remove("is-changed"));
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-steady].is-changed")) event.preventDefault();
  });

  /* data-print、data-copy、data-check-all */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if (button.matches("[data-print]")) window.print();
    else copy(button);
  });
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-check-all]");
    if (!all) return;
    for (const box of document.querySelectorAll(`input[name="${all.dataset.checkAll}"]:not(:disabled)`)) {
      box.checked = all.checked;
    }
  });

  /* data-insert：把一句话接在正文后面，不离开这一页 */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-insert]");
    const area = link && document.getElementById(link.dataset.insert);
    if (!area) return;
    event.preventDefault();
    area.value += (area.value && !area.value.endsWith("\n") ? "\n" : "") + link.dataset.text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });

  async function copy(button) {
    const source = document.getElementById(button.dataset.copyFrom || "");
    const text = source ? source.textContent : button.dataset.copy || window.location.href;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "已复制";
    } catch {
      if (source) {  /* 内网没有 https 时浏览器不给剪贴板：选中再抄 */
        window.getSelection().selectAllChildren(source);
        button.textContent = document.execCommand("copy") ? "已复制" : "已选中，按 Ctrl+C";
      } else window.prompt("复制这个链接：", text);
    }
    setTimeout(() => { button.textContent = label; }, 1600);
  }

  /* 地址里的 #名字 若是折叠着的，先展开 */
  function openTarget() {
    const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();

  /* 窄屏上筛选先收着，让清单先露面 */
  if (window.matchMedia("(max-width: 760px)").matches) {
    for (const fold of document.querySelectorAll(".facets .fold")) fold.open = false;
  }

  /* htmx 换上来的错误，让读屏和眼睛都看见 */
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.isError) document.getElementById("notices").scrollIntoView({ block: "center" });
  });
})();
