-- view:    What each product or organization was counted at over time, in the reading asked for.
-- uses:    series_by_reading, members, reading
-- columns: as in series_by_reading | side, side_rank, is_compared as in members
SELECT s.*, p.side, p.side_rank, p.is_compared
FROM series_by_reading AS s
JOIN members AS p ON p.organization = s.organization
JOIN reading AS n ON n.name = s.reading
