-- view:    What a lag of the reading asked for can begin or end with: an event, or a level that was reached.
-- uses:    sided_statements, passed_levels, every_statement
-- columns: statement VARCHAR (of the event, or of the first count at the level or over it)
--          | before_id VARCHAR, measure VARCHAR, level DOUBLE as in passed_levels (NULL = an event)
--          | side, side_rank, is_compared as in members | organization, product VARCHAR
--          | kind VARCHAR (of the event; level)
--          | earliest_day, latest_day INTEGER (day number) | precision VARCHAR, year, month, day INTEGER, part VARCHAR
--          of the statement
SELECT id AS statement, CAST(NULL AS VARCHAR) AS before_id, CAST(NULL AS VARCHAR) AS measure,
    CAST(NULL AS DOUBLE) AS level, side, side_rank, is_compared, organization, product, unit AS kind,
    earliest_day, latest_day, precision, year, month, day, part
FROM sided_statements
WHERE table_name = 'milestones'
UNION ALL
SELECT p.id AS statement, p.before_id, p.measure, p.level, p.side, p.side_rank, p.is_compared,
    p.organization, e.product, 'level' AS kind, p.first_day AS earliest_day, p.last_day AS latest_day,
    'month' AS precision, e.year, e.month, e.day, e.part
FROM passed_levels AS p
JOIN every_statement AS e ON e.id = p.id
WHERE p.is_compared AND p.first_day IS NOT NULL
