"""Files of learnings in the shapes that people gave them, each with what it says."""

from __future__ import annotations

from netra_tools.learnings.model import Learning

SAID = Learning(
    "L-7",
    "high",
    "2025-03-01",
    "caching",
    "Keys name the configuration",
    problem="findings were stale",
    root_cause="the key left it out",
    solution="put it in",
    prevention="a test with two limits",
    files=("app/cache.py", "app/key.py"),
    commits=("abc1234",),
    keywords=("cache", "key"),
)
SHORT = SAID._replace(category="", date="", prevention="", root_cause="", commits=(), keywords=())

SHAPES = {
    "attributes, elements, as netra writes": (
        """<learnings>
    <learning id="L-7" severity="high" date="2025-03-01" category="caching">
        <title>Keys name the configuration</title>
        <problem>findings were stale</problem>
        <root_cause>the key left it out</root_cause>
        <solution>put it in</solution>
        <prevention>a test with two limits</prevention>
        <files><file>app/cache.py</file><file>app/key.py</file></files>
        <commits><commit>abc1234</commit></commits>
        <keywords>cache, key</keywords>
    </learning>
</learnings>""",
        [SAID],
    ),
    "what all have in common is said once": (
        """<learnings category="caching"><metadata><severity>HIGH</severity></metadata>
<learning id="L-7"><title>Keys name the configuration</title></learning>
<learning id="L-8" category="files"><severity>low</severity><title>T</title></learning></learnings>""",
        [
            Learning("L-7", "high", category="caching", title="Keys name the configuration"),
            Learning("L-8", "low", category="files", title="T"),
        ],
    ),
    "a specification, ids as elements, lists as lines": (
        """<specification>
  <metadata><title>Learnings of March</title></metadata>
  <learnings>
    <learning>
      <id>L-7</id>
      <title>Keys name the configuration</title>
      <metadata><severity>HIGH</severity><date>2025-03-01</date><category>caching</category></metadata>
      <problem>findings were stale</problem>
      <root-causes><cause>the key left it out</cause></root-causes>
      <solution>put it in</solution>
      <prevention>a test with two limits</prevention>
      <files_affected>
        - app/cache.py: the key is made here
        - `app/key.py`
      </files_affected>
      <commit>abc1234</commit>
      <tags><tag>cache</tag><tag>key</tag></tags>
    </learning>
  </learnings>
</specification>""",
        [SAID],
    ),
    "the root is the learning": (
        """<learning id="L-7"><title>Keys name the configuration</title><severity>major</severity>
<problem>findings were stale</problem><solution>put it in</solution>
<files-modified><file path="app/cache.py"/><file name="app/key.py">new</file></files-modified></learning>""",
        [SHORT],
    ),
    "a spec that is a learning and does not say so": (
        """<spec name="Keys name the configuration" id="L-7" severity="High">
<issue>findings were stale</issue>
<fix>put it in</fix><affected_files>app/cache.py, app/key.py</affected_files></spec>""",
        [SHORT],
    ),
    "namespaces, groups and CDATA": (
        """<l:learnings xmlns:l="urn:x"><l:group name="March"><l:learning l:id="L-7" severity="high">
<l:title>Keys name the configuration</l:title><l:problem><![CDATA[findings were stale]]></l:problem>
<l:solution>put it in</l:solution><l:files>app/cache.py:12
app/key.py</l:files></l:learning></l:group></l:learnings>""",
        [SHORT._replace(files=("app/cache.py:12", "app/key.py"))],
    ),
    "text of its own and elements that nobody knows": (
        "<learnings><learning id='L-7'>findings were stale<steps><step>one</step><step>two</step></steps>"
        "</learning></learnings>",
        [Learning("L-7", problem="findings were stale", rest="one\ntwo")],
    ),
    "two, one without anything": (
        "<learnings><learning id='a' title='A'/><learning/></learnings>",
        [Learning("a", title="A"), Learning()],
    ),
    "none": ("<learnings><note>nothing yet</note></learnings>", []),
}
