-- question: Where does each number come from?
-- params:
-- columns:  id VARCHAR | table_name VARCHAR | about VARCHAR (item, measure, title or why) | about_zh VARCHAR | place INTEGER | side_name VARCHAR | side_name_zh VARCHAR | organization_name VARCHAR | organization_name_zh VARCHAR
--           | product_name VARCHAR | product_name_zh VARCHAR | lower DOUBLE (unit) | best DOUBLE (unit) | upper DOUBLE (unit) | qualifier VARCHAR | unit VARCHAR
--           | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR | locator VARCHAR | rank VARCHAR
--           | claim VARCHAR | claim_zh VARCHAR | note VARCHAR | note_zh VARCHAR | source VARCHAR | source_title VARCHAR | source_title_zh VARCHAR | publisher VARCHAR | publisher_zh VARCHAR | url VARCHAR | source_kind VARCHAR
--           | source_year INTEGER | source_month INTEGER | source_day INTEGER | thing VARCHAR (equal where two are about the same thing) | versions BIGINT (statements about it) | by_article BOOLEAN | weak BOOLEAN (of a copy, a wiki or a blog) | verdict VARCHAR (NULL = not the article's) | witness VARCHAR (the statement it was compared with)
--           | aspect VARCHAR (party: the figure fits, who was paid does not; NULL = anything else)
--           | earliest_day INTEGER (day number) | latest_day INTEGER (day number) | precision VARCHAR | used_article BOOLEAN | used_checked BOOLEAN | used_latest BOOLEAN | conflicts BIGINT (conflicts it is part of)
WITH involved AS (
    SELECT statement_a AS id FROM conflicts UNION ALL SELECT statement_b AS id FROM conflicts
),
counted AS (
    SELECT id, COUNT(*) AS conflicts FROM involved GROUP BY id
),
named AS (
    SELECT id, item AS about, item_zh AS about_zh FROM prices
    UNION ALL SELECT o.id, m.name AS about, m.name_zh AS about_zh FROM other_figures AS o JOIN measures AS m ON m.id = o.measure
    UNION ALL SELECT u.id, m.name AS about, m.name_zh AS about_zh FROM users AS u JOIN measures AS m ON m.id = u.metric
    UNION ALL SELECT id, title AS about, title_zh AS about_zh FROM milestones
    UNION ALL SELECT id, why AS about, why_zh AS about_zh FROM gaps
),
used AS (
    SELECT id, COUNT(*) FILTER (WHERE reading = 'article') > 0 AS used_article, COUNT(*) FILTER (WHERE reading = 'checked') > 0 AS used_checked,
        COUNT(*) FILTER (WHERE reading = 'latest') > 0 AS used_latest
    FROM readings
    GROUP BY id
)
SELECT c.id, c.table_name, a.about, a.about_zh, c.place, c.side_name, c.side_name_zh, c.organization_name, c.organization_name_zh, c.product_name, c.product_name_zh,
    c.lower, c.best, c.upper, c.qualifier, c.unit, c.year, c.month, c.day, c.part, c.as_written, c.locator, c.rank,
    c.claim, c.claim_zh, c.note, c.note_zh, c.source, c.source_title, c.source_title_zh, c.publisher, c.publisher_zh, c.url, c.source_kind, d.year AS source_year, d.month AS source_month, d.day AS source_day,
    c.thing, COUNT(*) OVER (PARTITION BY c.thing) AS versions, c.by_article, c.weak, v.verdict, v.witness, v.aspect, c.earliest_day, c.latest_day, c.precision,
    COALESCE(u.used_article, FALSE) AS used_article, COALESCE(u.used_checked, FALSE) AS used_checked, COALESCE(u.used_latest, FALSE) AS used_latest, COALESCE(n.conflicts, 0) AS conflicts
FROM described AS c
JOIN sources AS d ON d.id = c.source
LEFT JOIN verdicts AS v ON v.id = c.id
LEFT JOIN named AS a ON a.id = c.id
LEFT JOIN counted AS n ON n.id = c.id
LEFT JOIN used AS u ON u.id = c.id
ORDER BY c.by_article DESC, c.table_name, c.id
