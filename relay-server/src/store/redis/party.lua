-- What all scripts of one party share. Every key of a party has the party's hash tag, so one Redis node runs a whole
-- step at once. The constants above this file are the relay's own.
local PARTY, LOG, KEPT, PRESENT, LEASES, CONNECTED, DEPARTED, SEQS, RECEIPTS, TOKENS, MEMBER_TOKENS, NEWCOMERS,
  LEAVERS, ROLES, KICKED = unpack(KEYS)
local FEED = ARGV[1]
-- Empty but for tests, which bring their own time.
local given_now = ARGV[2]
-- Events may be told as soon as they are kept: there is no replica to wait for.
local is_told_at_once = ARGV[3] == '1'

local call = redis.call

local function now_ms()
  if given_now ~= '' then return tonumber(given_now) end
  local time = call('TIME')
  return tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
end

local function int(number) return string.format('%.0f', number) end
local function ms(number) return string.format('%.3f', number) end
local function field(name) return call('HGET', PARTY, name) end
local function lamport_of(name) return tonumber(field(name) or '0') end

local function publish(message) call('SPUBLISH', FEED, message) end

-- Tells everything up to a lamport that was not told yet, once and in order, whichever node asks for it.
local function tell_up_to(lamport)
  local told = lamport_of('told')
  if lamport <= told then return end
  for _, entry in ipairs(call('XRANGE', LOG, int(told + 1) .. '-0', int(lamport) .. '-0')) do
    publish('{"kind":"event","event":' .. entry[2][2] .. '}')
  end
  call('HSET', PARTY, 'told', int(lamport))
end

local function parse_kept(entry)
  local lamport, is_checkpoint, chars, slot = string.match(entry, '^[^|]*|(%d+)|(%d)|(%d+)|(.*)$')
  return {
    entry = entry,
    lamport = tonumber(lamport),
    is_checkpoint = is_checkpoint == '1',
    chars = tonumber(chars),
    slot = slot,
  }
end

local function kept_in(scope)
  local kept = {}
  for _, entry in ipairs(call('ZRANGEBYLEX', KEPT, '[' .. scope .. '|', '[' .. scope .. '|~')) do
    kept[#kept + 1] = parse_kept(entry)
  end
  return kept
end

local function displaced_by_key(kept, slot)
  local dropped, others = {}, {}
  for _, each in ipairs(kept) do
    local list = each.slot == slot and dropped or others
    list[#list + 1] = each.entry
  end
  for index = 1, #others + 1 - MAX_RETAINED_KEYS do dropped[#dropped + 1] = others[index] end
  return dropped
end

-- The oldest go first, but never the checkpoint that the rest builds upon.
local function overflow_of(kept, incoming_chars, is_other_log)
  local max_chars = is_other_log and MAX_CHARS_PER_OTHER_LOG or MAX_CHARS_PER_LOG
  local frame_chars = is_other_log and EVENT_FRAME_CHARS or 0
  local count, chars, dropped = #kept + 1, incoming_chars + frame_chars, {}
  for _, each in ipairs(kept) do chars = chars + each.chars + frame_chars end
  for index, each in ipairs(kept) do
    if count <= MAX_RETAINED_PER_LOG and chars <= max_chars then break end
    if index > 1 or not each.is_checkpoint then
      dropped[#dropped + 1] = each.entry
      count = count - 1
      chars = chars - each.chars - frame_chars
    end
  end
  return dropped
end

-- planRetention of party/retain.ts. `wish`: kind, scope, slot, is_checkpoint, basis, is_other_log.
local function retain(wish, lamport, chars)
  if wish.kind == 'none' then return end
  local kept = kept_in(wish.scope)
  local is_checkpoint, dropped = false, nil
  if wish.kind == 'last' then
    dropped = displaced_by_key(kept, wish.slot)
  else
    local newest = kept[#kept]
    is_checkpoint = wish.is_checkpoint and (newest == nil or wish.basis >= newest.lamport)
    if is_checkpoint then
      dropped = {}
      for index, each in ipairs(kept) do dropped[index] = each.entry end
    else
      dropped = overflow_of(kept, chars, wish.is_other_log)
    end
  end
  if #dropped > 0 then call('ZREM', KEPT, unpack(dropped)) end
  local entry = string.format('%s|%016.0f|%s|%d|%s', wish.scope, lamport, is_checkpoint and '1' or '0', chars, wish.slot)
  call('ZADD', KEPT, 0, entry)
end

local function kept_lamports()
  local lamports = {}
  for _, entry in ipairs(call('ZRANGE', KEPT, 0, -1)) do
    lamports[int(parse_kept(entry).lamport) .. '-0'] = true
  end
  return lamports
end

-- What a member has said of themselves is kept no more.
local function release_last(member)
  call('ZREMRANGEBYLEX', KEPT, '[' .. LAST_SCOPE_PREFIX .. member .. ':', '(' .. LAST_SCOPE_PREFIX .. member .. ';')
end

local function prune_tail()
  local tail = call('XREVRANGE', LOG, '+', '-', 'COUNT', TAIL_LENGTH)
  local kept = kept_lamports()
  for _, entry in ipairs(call('XRANGE', LOG, '-', '(' .. tail[#tail][1])) do
    if not kept[entry[1]] then call('XDEL', LOG, entry[1]) end
  end
end

-- Appends an event; `rest` is its JSON after the stamp. Answers the whole JSON and the lamport.
local function insert(id, basis, rest, wish, chars)
  local last, last_id = lamport_of('lamport'), field('head')
  local lamport = math.max(last, basis) + 1
  local at = math.max(now_ms(), tonumber(field('lastAt') or '0'))
  local prev = last_id and string.format('{"lamport":%s,"id":"%s"}', int(last), last_id) or 'null'
  local event = string.format('{"lamport":%s,"id":"%s","prev":%s,"at":%s,', int(lamport), id, prev, ms(at)) .. rest
  call('XADD', LOG, int(lamport) .. '-0', 'event', event)
  retain(wish, lamport, chars or #event)
  call('HSET', PARTY, 'lamport', int(lamport), 'head', id, 'lastAt', ms(at))
  if call('HINCRBY', PARTY, 'appended', 1) % PRUNE_EVERY == 0 then prune_tail() end
  if is_told_at_once then tell_up_to(lamport) end
  return event, lamport
end

-- What a member is while not host, as ROLES of shared/src/protocol/rules.ts; empty for who is not in.
local function role_in(member)
  if not call('ZSCORE', PRESENT, member) then return '' end
  return call('HGET', ROLES, member) or DEFAULT_ROLE
end

-- How many of those who were not told of are told of next; party/listing.ts.
local function free_seats()
  return MAX_LISTED_MEMBERS - (call('ZCARD', PRESENT) - call('ZCARD', NEWCOMERS))
end

-- The first of those who were not told of, as far as there are seats.
local function seated_newcomers()
  local seats = free_seats()
  return seats > 0 and call('ZRANGE', NEWCOMERS, 0, seats - 1) or {}
end

-- listMembers of party/listing.ts: with their times of joining, in the order of these.
local function listed_members()
  local present = call('ZCARD', PRESENT)
  if present <= MAX_LISTED_MEMBERS then return call('ZRANGE', PRESENT, 0, -1, 'WITHSCORES') end
  local seated, listed, start = {}, {}, 0
  for _, member in ipairs(seated_newcomers()) do seated[member] = true end
  while #listed < 2 * MAX_LISTED_MEMBERS and start < present do
    local some = call('ZRANGE', PRESENT, start, start + MAX_LISTED_MEMBERS - 1, 'WITHSCORES')
    for index = 1, #some, 2 do
      if seated[some[index]] or not call('ZSCORE', NEWCOMERS, some[index]) then
        listed[#listed + 1] = some[index]
        listed[#listed + 1] = some[index + 1]
      end
    end
    start = start + MAX_LISTED_MEMBERS
  end
  return listed
end

local RANKS = { spectator = 1, viewer = 2, ['co-host'] = 3, host = 4 }

local function has_rule(name)
  local rules = field('rules')
  return rules ~= false and cjson.decode(rules)[name]
end

-- chooseHost of party/choose-host.ts; those present are in the order of joining.
local function rechoose_host()
  local host = field('host')
  if host and call('ZSCORE', PRESENT, host) then return end
  local next_host, next_rank = nil, 0
  for _, member in ipairs(call('ZRANGE', PRESENT, 0, -1)) do
    local rank = RANKS[call('HGET', ROLES, member) or DEFAULT_ROLE]
    -- Connected ones come before all others.
    if call('HEXISTS', CONNECTED, member) == 1 then rank = rank + RANKS.host end
    if rank > next_rank then next_host, next_rank = member, rank end
  end
  if next_host then call('HSET', PARTY, 'host', next_host) else call('HDEL', PARTY, 'host') end
end

local function depart(member, now)
  if call('ZREM', PRESENT, member) == 0 then return end
  call('ZREM', LEASES, member)
  call('HDEL', CONNECTED, member)
  call('ZADD', DEPARTED, ms(now), member)
  call('ZREM', NEWCOMERS, member)
  call('ZADD', LEAVERS, 0, member)
  rechoose_host()
  if call('ZCARD', PRESENT) == 0 then call('HSET', PARTY, 'emptySince', ms(now)) end
end
