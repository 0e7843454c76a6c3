"use strict";
// Yoast's own analysis of a post, as its plugin runs it in the editor: JSON lines in, JSON lines out.
//
//   node worker.cjs FOLDER      FOLDER has node_modules/yoastseo
//
// In: {id, text, title, titleWidth, textTitle, keyphrase, description, slug, permalink}. Out, first of all,
// {ready: true}, then a line a request: {id, seo, readability, minutes, heap, results: […]} or {id, error}.
// Standard output is for answers alone: whatever a library prints goes to standard error.

const { createRequire } = require("node:module");
const path = require("node:path");
const readline = require("node:readline");
const { Worker } = require("node:worker_threads");

console.log = console.info = console.debug = console.warn = console.error;
const answer = (value) => process.stdout.write(JSON.stringify(value) + "\n");

// A parent that was killed closes our input, which an analysis without end would never see.
new Worker(
  "const parent = process.ppid; setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 1000)",
  { eval: true }
).unref();

const LOCALE = "fr_FR";
const MARKS = 20;
const MARK_LENGTH = 300;

const load = createRequire(path.join(path.resolve(process.argv[2]), "package.json"));
const { Paper, SeoAssessor, ContentAssessor, bundledPlugins, interpreters } = load("yoastseo");
const { build } = load("yoastseo/build/parse/build");
const LanguageProcessor = load("yoastseo/build/parse/language/LanguageProcessor").default;
const Researcher = load("yoastseo/build/languageProcessing/languages/fr/Researcher").default;
load("@wordpress/i18n").setLocaleData(require("./fr.json"), "wordpress-seo");

// Free Yoast has no morphology data for its researcher, and neither do we: words match as they are written.
const researcher = new Researcher(new Paper("", { locale: LOCALE }));
const seo = new SeoAssessor(researcher);
const readability = new ContentAssessor(researcher);
// The plugin registers this one itself. Which keyphrases other posts have is known to the site alone: none, here.
new bundledPlugins.usedKeywords({
  registerAssessment: (name, assessment) => seo.addAssessment(name, assessment),
}).registerPlugin();

function analyse(request) {
  const paper = new Paper(request.text, {
    keyword: request.keyphrase,
    description: request.description,
    title: request.title,
    titleWidth: request.titleWidth,
    textTitle: request.textTitle,
    slug: request.slug,
    permalink: request.permalink,
    locale: LOCALE,
  });
  researcher.setPaper(paper);
  paper.setTree(build(paper, new LanguageProcessor(researcher), []));
  readability.getScoreAggregator().setLocale(LOCALE);
  const both = [
    ["seo", seo],
    ["readability", readability],
  ].map(([scope, assessor]) => {
    const results = assess(assessor, paper);
    return { score: assessor.getScoreAggregator().aggregate(results), results: results.map((r) => plain(scope, r, paper)) };
  });
  return {
    seo: paper.hasKeyword() ? both[0].score : null,
    readability: both[1].score,
    minutes: researcher.getResearch("readingTime"),
    results: both.flatMap((one) => one.results),
  };
}

// What the assessor's own `assess` does, but for the tree, which it would parse once more.
function assess(assessor, paper) {
  return assessor
    .getAvailableAssessments()
    .filter((assessment) => assessor.isApplicable(assessment, paper, researcher))
    .map((assessment) => assessor.executeAssessment(paper, researcher, assessment));
}

function plain(scope, result, paper) {
  const score = result.getScore();
  return {
    scope,
    name: result.getIdentifier(),
    score,
    rating: interpreters.scoreToRating(score),
    text: stripped(result.getText()),
    marks: result.hasMarks() ? marked(result, paper) : [],
  };
}

function marked(result, paper) {
  const texts = new Set();
  for (const mark of result.getMarks()) {
    const whole = mark.getOriginal() || paper.getText().slice(mark.getPositionStart(), mark.getPositionEnd());
    const text = stripped(whole).slice(0, MARK_LENGTH);
    if (text) texts.add(text);
    if (texts.size >= MARKS) break;
  }
  return [...texts];
}

function stripped(html) {
  return html.replace(/<[^<>]*>/g, "").replace(/\s+/g, " ").trim();
}

function handle(line) {
  let id = null;
  try {
    const request = JSON.parse(line);
    id = request.id;
    answer({ id, ...analyse(request), heap: Math.round(process.memoryUsage().heapUsed / 1048576) });
  } catch (error) {
    answer({ id, error: String(error && error.message).slice(0, 500) });
  }
}

// The first analysis is ten times slower than the next: better now than when somebody waits.
analyse({
  text: "<p>Une phrase pour commencer. Cependant, la seconde est lue par les mêmes règles.</p><h2>Un intertitre</h2>",
  title: "Une phrase", titleWidth: 100, textTitle: "Une phrase", keyphrase: "phrase", description: "Une phrase.",
  slug: "une-phrase", permalink: "",
});
answer({ ready: true });
readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on("line", handle).on("close", () => process.exit(0));
