-- view:    The statements of the reading asked for, with their side.
-- uses:    statements, members
-- columns: as in statements_by_reading | side, side_rank, is_compared as in members (NULL = about no organization)
SELECT s.*, m.side, m.side_rank, m.is_compared
FROM statements AS s
LEFT JOIN members AS m ON m.organization = s.organization
