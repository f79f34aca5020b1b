// Paper: the picture of the view in light colours with the legend, what is left out, and the table with sentences.

/** The picture that is printed: the canvas itself is cut where paper has another size than the screen. */
function printPicture() {
  if (!network) return;
  const drawing = inSight(() => {
    const ctx = new SvgContext($("canvas").clientWidth, $("canvas").clientHeight);
    drawInto(ctx, 1);
    return document.importNode(ctx.root, true);
  });
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", t("print.picture"));
  $("print-picture").replaceChildren(drawing);
}
function beforePrint() {
  if (printing) return;
  printing = true;
  [firstRow, rowsPerPage] = [0, PRINT_ROWS];
  retheme();
  printPicture();
  fillTable();
  $("print-date").textContent = t("print.note", { date: new Date().toISOString().slice(0, 10) });
}
function afterPrint() {
  printing = false;
  [firstRow, rowsPerPage] = [0, PAGE_ROWS];
  $("print-picture").replaceChildren();
  retheme();
  if ($("rows")) fillTable();
}
starters.push(() => {
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
});
