"use strict";
// The worker of Yoast's plugin itself, as the package ships it for the browser, set up as free Yoast sets it up.
//
//   node reference.cjs FOLDER < paper.json      → {seo, readability, scores: {name: score}}
const { createRequire } = require("node:module");
const load = createRequire(process.argv[2] + "/package.json");
const { AnalysisWebWorker, Paper, bundledPlugins } = load("yoastseo");
const Researcher = load("yoastseo/build/languageProcessing/languages/fr/Researcher").default;

async function main() {
  const given = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const worker = new AnalysisWebWorker({ postMessage() {} }, new Researcher(new Paper("", {})));
  worker.initialize(1, { contentAnalysisActive: true, keywordAnalysisActive: true, locale: "fr_FR" });
  const plugin = new bundledPlugins.usedKeywords(worker, {
    usedKeywords: {}, usedKeywordsPostTypes: {}, searchUrl: "", postUrl: "",
  });
  plugin.registerPlugin();
  const { text, ...attributes } = given;
  const results = await worker.analyze(2, { paper: new Paper(text, { ...attributes, locale: "fr_FR" }) });
  const both = [...results.seo[""].results, ...results.readability.results];
  const scores = Object.fromEntries(both.filter((r) => r.hasText()).map((r) => [r.getIdentifier(), r.getScore()]));
  process.stdout.write(JSON.stringify({ seo: results.seo[""].score, readability: results.readability.score, scores }));
  process.exit(0);
}
main();
