-- Ends the memberships whose lease has run out. Answers whether something has to be told, since when the party is
-- empty, and when to look again.
local now, may_reap = tonumber(ARGV[4]), ARGV[5] == '1'
if may_reap then
  for _, member in ipairs(call('ZRANGEBYSCORE', LEASES, '-inf', ms(now))) do depart(member, now) end
end
-- Who has no seat waits for one to be free, which is when somebody has left.
local is_untold = call('EXISTS', LEAVERS) > 0 or #seated_newcomers() > 0
local next_lease = call('ZRANGE', LEASES, 0, 0, 'WITHSCORES')[2]
return { is_untold and '1' or '0', field('emptySince') or '', is_untold and ms(now) or next_lease or '' }
