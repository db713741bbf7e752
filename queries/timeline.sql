-- question: When did what happen, on which side?
-- params:
-- columns:  id VARCHAR | milestone VARCHAR | place INTEGER | side_name VARCHAR | side_name_zh VARCHAR | organization VARCHAR | organization_name VARCHAR | organization_name_zh VARCHAR
--           | kind VARCHAR | title VARCHAR | title_zh VARCHAR | precision VARCHAR (day, part, month or year; NULL = no date)
--           | earliest_day INTEGER (days, 1 = 0001-01-01) | latest_day INTEGER (days, 1 = 0001-01-01)
--           | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | versions BIGINT (statements about this milestone)
--           | as_written VARCHAR | claim VARCHAR | claim_zh VARCHAR
SELECT c.id, m.milestone, c.place, c.side_name, c.side_name_zh, c.organization, c.organization_name, c.organization_name_zh, m.kind, m.title, m.title_zh,
    c.precision, c.earliest_day, c.latest_day, c.year, c.month, c.day, c.part,
    COUNT(*) OVER (PARTITION BY m.milestone) AS versions, c.as_written, c.claim, c.claim_zh
FROM cited AS c
JOIN milestones AS m ON m.id = c.id
ORDER BY c.place, c.organization, c.earliest_day NULLS LAST, c.latest_day NULLS LAST, c.id
