// What has changed since a base: findings that came and went, and the scores on both sides.

const FATES = ["new", "worse", "better", "fixed"];

function changesPage() {
  const told = delta();
  const { base, score } = told;
  const kept = score.without?.length
    ? ` Not in the score, since they are not known of the base: ${score.without.map(visible).join(", ")}.`
    : "";
  const about = el(
    "p",
    { class: "lead" },
    "Against ",
    el("code", {}, visible(base.ref)),
    " at ",
    el("code", {}, visible(base.commit).slice(0, 10)),
    base.at ? [", ", time(base.at)] : "",
    `: ${amount(told.before)} findings then, ${amount(told.after)} now. `,
    `Both were checked by today's rules and configuration.${kept}`,
  );
  const tones = { new: "bad", worse: "bad", better: "good", fixed: "good" };
  const counts = FATES.map((fate) =>
    card(titled(fate), told.counts[fate], { tone: told.counts[fate]?.value ? tones[fate] : "" }),
  );
  const scored = card("Score", score.after, { detail: [`${amount(score.before)} before, `, change(score)] });
  const notes = strings(told.notes);
  return [
    about,
    notes.length
      ? el(
          "ul",
          { class: "remarks" },
          notes.map((note) => el("li", {}, note)),
        )
      : null,
    cards("What has changed", [...counts, scored]),
    changedFindings(told),
    changedScores(told),
    changedCounts("Rules", told.rules, ruleLabel),
    changedCounts("Services and packages", told.areas, (row) => row.name),
  ];
}

const ruleLabel = (row) => `${row.code} ${row.slug}`;

/** Say by how much a score is another. */
function change({ before, after }) {
  return known(before) && known(after) ? signed(Number((after.value - before.value).toFixed(2))) : "unknown";
}

function changedFindings(told) {
  const rows = FATES.flatMap((fate) => (told[fate] ?? []).map((finding) => ({ ...finding, fate })));
  return dataTable({
    caption: "Findings that came, went, or have another number",
    noun: "findings",
    none: "No finding came or went.",
    rows,
    facets: [
      { key: "fate", title: "Fate", value: (row) => row.fate },
      { key: "rule", title: "Rule", value: (row) => row.rule, label: ruleName },
    ],
    columns: [
      {
        key: "fate",
        title: "Fate",
        narrow: true,
        value: (row) => FATES.indexOf(row.fate),
        cell: (row) => badge(row.fate),
      },
      {
        key: "severity",
        title: "Severity",
        narrow: true,
        value: (row) => SEVERITIES.indexOf(row.severity),
        cell: (row) => badge(row.severity),
      },
      { key: "rule", title: "Rule", value: (row) => row.rule, cell: (row) => ruleCell(row.rule) },
      {
        key: "path",
        title: "Place",
        value: (row) => row.path,
        cell: (row) =>
          row.fate === "fixed"
            ? place(row.path, row.line)
            : el("a", { href: link("files", { path: row.path }) }, place(row.path, row.line)),
      },
      { key: "message", title: "Message", value: (row) => row.message },
    ],
  });
}

function changedScores(told) {
  const sides = ["before", "after"].map((side) => ({
    key: side,
    title: titled(side),
    kind: "number",
    value: (row) => row[side]?.value ?? null,
    cell: (row) => amount(row[side]),
  }));
  const by = (row) => (known(row.before) && known(row.after) ? row.after.value - row.before.value : null);
  return dataTable({
    caption: "Scores",
    noun: "scores",
    rows: told.dimensions ?? [],
    plain: true,
    columns: [
      { key: "title", title: "Dimension", head: true, value: (row) => row.title },
      ...sides,
      { key: "change", title: "Change", kind: "number", value: by, cell: change },
    ],
  });
}

function changedCounts(title, rows, label) {
  if (!rows?.length) return null;
  const columns = [...FATES, "before", "after"].map((key) => ({
    key,
    title: titled(key),
    kind: "number",
    value: (row) => row[key],
  }));
  return dataTable({
    caption: `${title} with changes`,
    noun: "rows",
    rows,
    columns: [{ key: "name", title, head: true, value: label }, ...columns],
  });
}
