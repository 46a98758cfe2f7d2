-- Moves the leases of members that are in. With the connection of each that is gone, empty where none is: it says nothing
-- of a member that has another one since.
local lease_until = ARGV[4]
for index = 5, #ARGV, 2 do
  local member, gone = ARGV[index], ARGV[index + 1]
  if call('ZSCORE', LEASES, member) and (gone == '' or call('HGET', CONNECTED, member) == gone) then
    call('ZADD', LEASES, lease_until, member)
    if gone ~= '' then call('HDEL', CONNECTED, member) end
  end
end
