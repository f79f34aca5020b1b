// What is not in the page: texts of documents beyond its limit.

starters.push(() => {
  if (records.without) $("counts").append(make("span", { cls: "few" }, " · ", t("texts.without", { n: records.without })));
});
