-- question: Which documents do the figures come from?
-- params:
-- columns:  id VARCHAR | language VARCHAR NULL | kind VARCHAR
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL
--           | statements BIGINT (of those the reading uses, how many cite it)
SELECT s.id, s.language, s.kind, s.year, s.month, s.day, COUNT(t.id) AS statements
FROM sources AS s
LEFT JOIN statements AS t ON t.source = s.id
GROUP BY s.id, s.language, s.kind, s.year, s.month, s.day
ORDER BY statements DESC, s.id
