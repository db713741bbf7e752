-- question: How do those of whom one thing is counted compare?
-- params:   measure VARCHAR (an id of measures)
-- columns:  id VARCHAR | measure VARCHAR | measure_name VARCHAR | measure_name_zh VARCHAR | definition VARCHAR | definition_zh VARCHAR
--           | kind VARCHAR | period VARCHAR (of a flow; NULL = another measure) | place INTEGER | side_name VARCHAR
--           | side_name_zh VARCHAR | subject VARCHAR | subject_name VARCHAR | subject_name_zh VARCHAR
--           | whole_name VARCHAR (of a share) | whole_name_zh VARCHAR | lower DOUBLE (unit) | best DOUBLE (unit) | upper DOUBLE (unit)
--           | qualifier VARCHAR | unit VARCHAR | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR
--           | claim VARCHAR | claim_zh VARCHAR
SELECT c.id, o.measure, m.name AS measure_name, m.name_zh AS measure_name_zh, m.definition, m.definition_zh,
    m.kind, f.period, c.place, c.side_name, c.side_name_zh, o.subject,
    COALESCE(c.product_name, c.organization_name) AS subject_name,
    COALESCE(c.product_name_zh, c.organization_name_zh) AS subject_name_zh,
    COALESCE(p.name, g.name) AS whole_name, COALESCE(p.name_zh, g.name_zh) AS whole_name_zh,
    c.lower, c.best, c.upper, c.qualifier, c.unit, c.year, c.month, c.day, c.part, c.as_written, c.claim, c.claim_zh
FROM cited AS c
JOIN other_figures AS o ON o.id = c.id AND o.measure = $measure
JOIN measures AS m ON m.id = o.measure
LEFT JOIN flows AS f ON f.id = c.id
LEFT JOIN products AS p ON p.id = o.whole
LEFT JOIN organizations AS g ON g.id = o.whole
WHERE c.lower IS NOT NULL OR c.upper IS NOT NULL
ORDER BY c.unit, CASE WHEN f.id IS NOT NULL THEN c.latest_day END DESC NULLS LAST,
    CASE WHEN f.id IS NOT NULL THEN c.earliest_day END DESC NULLS LAST, COALESCE(c.upper, c.lower) DESC NULLS LAST, c.id
