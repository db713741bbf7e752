-- view:    When each product or organization had reached each round level of a measure, in the reading asked for.
-- uses:    levels_by_reading, members, reading
-- columns: as in levels_by_reading | side, side_rank, is_compared as in members
SELECT l.*, p.side, p.side_rank, p.is_compared
FROM levels_by_reading AS l
JOIN members AS p ON p.organization = l.organization
JOIN reading AS n ON n.name = l.reading
