-- question: How far behind is each follower, by its dates and in the source's words?
-- params:
-- columns:  id VARCHAR | leader_statement VARCHAR | follower_statement VARCHAR | leader_title VARCHAR | leader_title_zh VARCHAR | follower_title VARCHAR | follower_title_zh VARCHAR
--           | leader_place INTEGER | follower_place INTEGER | leader_side VARCHAR | follower_side VARCHAR
--           | leader_first INTEGER (day number) | leader_last INTEGER (day number) | follower_first INTEGER (day number) | follower_last INTEGER (day number)
--           | leader_precision VARCHAR | follower_precision VARCHAR | low_days INTEGER (days) | high_days INTEGER (days)
--           | stated_low DOUBLE (stated unit) | stated_high DOUBLE (stated unit) | stated_qualifier VARCHAR | stated_unit VARCHAR
--           | stated_low_days INTEGER (days) | stated_high_days INTEGER (days)
--           | agrees BOOLEAN (NULL = nothing to compare) | eventful BOOLEAN (both ends happened at a time; a state lasts, and leads nobody) | versions BIGINT (readings of this pair) | as_written VARCHAR | why VARCHAR | why_zh VARCHAR | claim VARCHAR | claim_zh VARCHAR
WITH marks AS (
    SELECT c.id, m.kind, m.title, m.title_zh, c.place, c.side, c.earliest_day, c.latest_day, c.precision
    FROM cited AS c
    JOIN milestones AS m ON m.id = c.id
),
told AS (
    SELECT g.id, g.why, g.why_zh, s.lower, s.upper, s.qualifier, s.unit, s.as_written, s.claim, s.claim_zh
    FROM gaps AS g
    JOIN statements AS s ON s.id = g.id
)
SELECT l.id, l.leader_statement, l.follower_statement,
    a.title AS leader_title, a.title_zh AS leader_title_zh, b.title AS follower_title, b.title_zh AS follower_title_zh,
    a.place AS leader_place, b.place AS follower_place, a.side AS leader_side, b.side AS follower_side,
    a.earliest_day AS leader_first, a.latest_day AS leader_last, b.earliest_day AS follower_first, b.latest_day AS follower_last,
    a.precision AS leader_precision, b.precision AS follower_precision, l.low_days, l.high_days,
    t.lower AS stated_low, t.upper AS stated_high, t.qualifier AS stated_qualifier, t.unit AS stated_unit, l.stated_low_days, l.stated_high_days,
    l.agrees, a.kind <> 'state' AND b.kind <> 'state' AND a.kind <> 'shutdown' AND b.kind <> 'shutdown' AS eventful, COUNT(*) OVER (PARTITION BY l.id) AS versions, t.as_written, t.why, t.why_zh, t.claim, t.claim_zh
FROM lags AS l
JOIN told AS t ON t.id = l.id
JOIN marks AS a ON a.id = l.leader_statement
JOIN marks AS b ON b.id = l.follower_statement
ORDER BY MAX(l.high_days) OVER (PARTITION BY l.id) DESC NULLS LAST, l.id, l.low_days DESC NULLS LAST, l.leader_statement, l.follower_statement
