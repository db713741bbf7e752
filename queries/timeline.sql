-- question: When did what happen, on which side?
-- params:
-- columns:  id VARCHAR | milestone VARCHAR | side VARCHAR | side_rank INTEGER | organization VARCHAR | kind VARCHAR
--           | topic VARCHAR NULL
--           | precision VARCHAR NULL (day, part, month or year; NULL = no date)
--           | earliest_day INTEGER NULL (days, 1 = 0001-01-01) | latest_day INTEGER NULL (days, 1 = 0001-01-01)
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
--           | versions BIGINT (statements about this milestone)
SELECT c.id, m.milestone, c.side, c.side_rank, c.organization, m.kind, m.topic,
    c.precision, c.earliest_day, c.latest_day,
    c.year, c.month, c.day, c.part, COUNT(*) OVER (PARTITION BY m.milestone) AS versions
FROM sided_statements AS c
JOIN milestones AS m ON m.id = c.id
ORDER BY c.side_rank, c.organization, c.earliest_day NULLS LAST, c.latest_day NULLS LAST, c.id
