// A finding in full: what it says, what to do, and the lines it is about.

/** Show the lines of a file from `first` to `last` as far as they are in the page; null when they are not. */
function excerpt(path, first, last) {
  const around = (sources().get(path) ?? []).find(
    ([start, lines]) => start <= first && first < start + lines.length,
  );
  if (!around) return null;
  const [start, lines] = around;
  const from = Math.max(start, first - 3);
  const to = Math.min(start + lines.length - 1, Math.min(last, first + 8) + 3);
  const shown = [];
  for (let number = from; number <= to; number += 1) {
    const marked = number >= first && number <= last;
    const sign = el(
      "span",
      { class: "line-number" },
      String(number),
      marked ? el("span", { class: "hidden" }, " (found here) ") : null,
    );
    shown.push(
      el(
        "span",
        { class: marked ? "source-line marked" : "source-line" },
        sign,
        el("code", {}, visibleLine(lines[number - start]), "\n"),
      ),
    );
  }
  const label = `${visible(path)}, lines ${from} to ${to}`;
  return el(
    "div",
    { class: "scroller", tabindex: "0", role: "group", "aria-label": label },
    el("pre", { class: "excerpt" }, shown),
  );
}

/** Show everything that is known of a finding. */
function findingDetail(row, inFile = false) {
  const found = findings();
  const of = (name) => found.value(name, row);
  const line = of("line");
  const shown = line ? excerpt(of("path"), line, Math.max(line, of("end_line") ?? line)) : null;
  const facts = [
    ["Rule", el("a", { href: link("findings", { rule: of("rule") }) }, ruleName(of("rule")))],
    ["Subject", of("subject") ? el("code", {}, visible(of("subject"))) : null],
    [
      "Service or package",
      of("area") ? el("a", { href: link("findings", { area: of("area") }) }, visible(of("area"))) : null,
    ],
    ["File", inFile ? null : el("a", { href: link("files", { path: of("path") }) }, visible(of("path")))],
    ["Id", of("id") ? el("code", {}, visible(of("id"))) : null],
  ].filter(([, value]) => value);
  return el(
    "div",
    { class: "finding" },
    of("hint") ? el("p", { class: "remedy" }, el("strong", {}, "What to do: "), visible(of("hint"))) : null,
    shown ?? el("p", { class: "empty" }, line ? leftOut() : "This finding is about the whole file."),
    el(
      "dl",
      { class: "facts" },
      facts.map(([title, value]) => el("div", {}, el("dt", {}, title), el("dd", {}, value))),
    ),
  );
}

/** Say why there is no source. */
function leftOut() {
  const limits = STATUS.excerpts;
  if (!limits.left_out) return "The source of this finding is not in the page.";
  const others = plural(limits.left_out, "findings");
  const room = `It holds at most ${coarse(limits.budget)} characters of source`;
  return `The source of this finding is not in the page. ${room}; ${others} had to do without.`;
}
