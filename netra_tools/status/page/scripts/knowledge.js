// What is written down: specifications, learnings, string literals, and code that nobody uses.

const PARTS = [
  ["specifications", "Specifications"],
  ["learnings", "Learnings"],
  ["literals", "String literals"],
  ["dead_code", "Unused code"],
];

const knowledgePage = () => PARTS.filter(([key]) => STATUS[key]).map(([key, title]) => chapter(title, numberTable(title, STATUS[key])));
