-- A port from 1 to 65535, without zeros in front.
local function is_port(port)
  return port:find("^[1-9][0-9]*$") ~= nil and #port <= 5 and tonumber(port) <= 65535
end

-- Whether a table contains a domain of which this host is a subdomain. Each label in front of the domain has 1 to 63 bytes.
local function is_subdomain(domains, scheme, host, port)
  local longest = host:sub(-1) == "." and 254 or 253
  if #host > longest then
    return false
  end
  local rest = host
  while true do
    local label, domain = rest:match("^([a-z0-9_%-]+)%.(.+)$")
    if not label or #label > 63 then
      return false
    end
    if domains[scheme .. "://" .. domain .. port] then
      return true
    end
    rest = domain
  end
end

local function is_listed(origin)
  if EXACT[origin] then
    return true
  end
  -- The brackets of an IPv6 address keep its colons from being the port's.
  local base, port = origin:match("^(.*):([0-9]+)$")
  if not base then
    base, port = origin, nil
  end
  local is_any_port = port == nil or is_port(port)
  if is_any_port and ANY_PORT[base] then
    return true
  end
  local scheme, host = base:match("^([a-z][a-z0-9+.%-]*)://([A-Za-z0-9_.%-]+)$")
  if not scheme then
    return false
  end
  if is_any_port and is_subdomain(SUBDOMAINS_ANY_PORT, scheme, host, "") then
    return true
  end
  if is_subdomain(SUBDOMAINS, scheme, host, port and ":" .. port or "") then
    return true
  end
  return ANY_HOST[scheme] == true and port == nil and #host <= 63 and not host:find(".", 1, true)
end

local function is_token(name)
  return name:find("^[!#$%%&'*+%-.^_`|~0-9A-Za-z]+$") ~= nil
end

local function trimmed(text)
  return text:match("^[ \t]*(.*[^ \t])") or ""
end

-- The method that a preflight asks for, if it is one token of at most 4096 bytes.
local function asked_method(headers)
  local name = "access-control-request-method"
  if headers:getNumValues(name) ~= 1 then
    return nil
  end
  local method = headers:getAtIndex(name, 0)
  return #method <= 4096 and is_token(method) and method or nil
end

-- The lines of headers that a preflight asks for, if all are lists of tokens: at most 64 names, and 4096 bytes. Browsers compare
-- names themselves, so the lines are repeated as they are.
local function asked_headers(headers)
  local name = "access-control-request-headers"
  local lines, names, bytes, has_names = {}, 0, 0, false
  for index = 0, headers:getNumValues(name) - 1 do
    local line = headers:getAtIndex(name, index)
    bytes = bytes + #line
    if bytes > 4096 then
      return {}
    end
    local here = 0
    for member in (line .. ","):gmatch("([^,]*),") do
      member = trimmed(member)
      if member ~= "" then
        if not is_token(member) then
          return {}
        end
        here = here + 1
      end
    end
    has_names = has_names or here > 0
    names = names + math.max(here, 1)
    if names > 64 then
      return {}
    end
    lines[#lines + 1] = line
  end
  return has_names and lines or {}
end

-- Whether the response names this header in `Vary`. A line that is only `*` names every header.
local function varies_by(headers, name)
  local count = headers:getNumValues("vary")
  for index = 0, count - 1 do
    local line = headers:getAtIndex("vary", index):lower()
    if count == 1 and trimmed(line) == "*" then
      return true
    end
    for member in (line .. ","):gmatch("([^,]*),") do
      if trimmed(member) == name then
        return true
      end
    end
  end
  return false
end

local function vary_by(headers, name)
  if not varies_by(headers, name:lower()) then
    headers:add("vary", name)
  end
end

function envoy_on_request(handle)
  local headers = handle:headers()
  local lines = headers:getNumValues("origin")
  local origin = lines == 1 and headers:getAtIndex("origin", 0) or nil
  local is_preflight = headers:get(":method") == "OPTIONS" and lines > 0
    and headers:getNumValues("access-control-request-method") > 0

  -- What `envoy_on_response` must know. No request header says it, so no client can.
  local request = { preflight = is_preflight }
  local grant = PUBLIC
  if origin and is_listed(origin) then
    grant = LISTED
    request.origin = origin
    if is_preflight and grant.asked_methods then
      request.methods = asked_method(headers)
    end
    if is_preflight and grant.asked_headers then
      request.headers = table.concat(asked_headers(headers), "\n")
    end
  end
  handle:streamInfo():dynamicMetadata():set(METADATA, "request", request)

  if is_preflight then
    handle:respond({ [":status"] = grant and "204" or "403" })
  end
end

function envoy_on_response(handle)
  local headers = handle:headers()
  for _, name in ipairs(REMOVED) do
    headers:remove(name)
  end
  if VARIES then
    vary_by(headers, "Origin")
  end

  -- It is empty if another filter has answered before `envoy_on_request`.
  local metadata = handle:streamInfo():dynamicMetadata():get(METADATA)
  local request = metadata and metadata["request"] or {}
  local grant = request.origin and LISTED or PUBLIC
  if not grant then
    return
  end
  headers:add("access-control-allow-origin", request.origin or "*")
  if grant.credentials then
    headers:add("access-control-allow-credentials", "true")
  end
  if not request.preflight then
    if grant.exposed then
      headers:add("access-control-expose-headers", grant.exposed)
    end
    return
  end

  local methods = grant.asked_methods and request.methods or grant.methods
  if methods then
    headers:add("access-control-allow-methods", methods)
  end
  if grant.headers then
    headers:add("access-control-allow-headers", grant.headers)
  elseif request.headers and request.headers ~= "" then
    for line in (request.headers .. "\n"):gmatch("([^\n]*)\n") do
      headers:add("access-control-allow-headers", line)
    end
  end
  if grant.max_age then
    headers:add("access-control-max-age", grant.max_age)
  end
  if grant.asked_methods or grant.asked_headers then
    vary_by(headers, "Access-Control-Request-Method")
    vary_by(headers, "Access-Control-Request-Headers")
  end
end
