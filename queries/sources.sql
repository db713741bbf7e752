-- question: Which documents do the figures come from?
-- params:
-- columns:  id VARCHAR | title VARCHAR | title_zh VARCHAR | publisher VARCHAR | publisher_zh VARCHAR | url VARCHAR | language VARCHAR | kind VARCHAR
--           | year INTEGER | month INTEGER | day INTEGER | statements BIGINT (of those the reading uses, how many cite it)
SELECT s.id, s.title, s.title_zh, s.publisher, s.publisher_zh, s.url, s.language, s.kind, s.year, s.month, s.day, COUNT(t.id) AS statements
FROM sources AS s
LEFT JOIN statements AS t ON t.source = s.id
GROUP BY s.id, s.title, s.title_zh, s.publisher, s.publisher_zh, s.url, s.language, s.kind, s.year, s.month, s.day
ORDER BY statements DESC, s.id
