-- Appends one fact of all joins and departures that were not told yet.
local id = ARGV[4]

local function forget_member(member)
  local last_seq = tonumber(call('HGET', SEQS, member) or '0')
  for seq = math.max(1, last_seq - RECEIPTS_PER_MEMBER), last_seq do
    call('HDEL', RECEIPTS, member .. ':' .. int(seq))
  end
  for token in string.gmatch(call('HGET', MEMBER_TOKENS, member) or '', '[^\n]+') do call('HDEL', TOKENS, token) end
  call('HDEL', MEMBER_TOKENS, member)
  call('HDEL', SEQS, member)
  call('HDEL', ROLES, member)
  call('SREM', KICKED, member)
  call('ZREM', DEPARTED, member)
  release_last(member)
end

local seated, newcomers, leavers = seated_newcomers(), {}, call('ZRANGE', LEAVERS, 0, -1)
for _, member in ipairs(seated) do
  local joined_at = tonumber(call('ZSCORE', PRESENT, member))
  local role = role_in(member)
  local told_role = role == DEFAULT_ROLE and '' or ',"role":"' .. role .. '"'
  newcomers[#newcomers + 1] = string.format('{"id":"%s","joinedAt":%s%s}', member, ms(joined_at), told_role)
end
local is_crowd = call('ZCARD', NEWCOMERS) > #seated
if #newcomers == 0 and #leavers == 0 and not is_crowd then return false end
for index, member in ipairs(leavers) do leavers[index] = '"' .. member .. '"' end
local host = field('host')
local rest = '"from":"relay","channel":"party","retain":{"kind":"log","log":"' .. TIMELINE_LOG .. '","checkpoint":false},'
  .. '"fact":{"kind":"members-changed","joined":[' .. table.concat(newcomers, ',') .. '],"left":['
  .. table.concat(leavers, ',') .. '],"host":' .. (host and '"' .. host .. '"' or 'null')
  .. (is_crowd and ',"count":' .. int(call('ZCARD', PRESENT)) or '') .. '}}'
local wish = { kind = 'log', scope = 'log:' .. TIMELINE_LOG, slot = '', is_checkpoint = false, basis = 0 }
local event, lamport = insert(id, 0, rest, wish, nil)
if #seated > 0 then call('ZREM', NEWCOMERS, unpack(seated)) end
call('DEL', LEAVERS)
for _, member in ipairs(call('ZRANGE', DEPARTED, 0, -MAX_DEPARTED - 1)) do forget_member(member) end
return { int(lamport), event }
