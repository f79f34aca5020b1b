// What is not in the page: texts of documents beyond its limit.

starters.push(() => {
  if (records.without) $("counts").append(make("span", { cls: "without" }, " · ", t("texts.without", { n: records.without })));
});
