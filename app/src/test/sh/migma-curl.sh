#!/bin/bash
# Goes through everything that Migma's document describes, with its own commands, against a running authority: the
# example request, permissions, the two kinds of keys, revoking, the answers 401, 403 and 429, the rate limit headers.
#
# usage: migma-curl.sh BASE_URL EMAIL PASSWORD API_KEY      needs curl and jq; exits 0 only if every answer is right
# authority: --plan pro
set -euo pipefail
[ $# -eq 4 ] || { echo "usage: $0 BASE_URL EMAIL PASSWORD API_KEY" >&2; exit 2; }
base=$1 email=$2 password=$3 admin=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step=0
# ok NAME STATUS JQ_TEST: the answer that lies there has the status, and its body passes the test; else the script ends
ok() {
  step=$((step + 1))
  if [ "$(cat "$work/status")" = "$2" ] && jq -e "$3" "$work/body" >/dev/null 2>&1; then
    echo "ok $step - $1"
  else
    echo "not ok $step - $1: $(cat "$work/status") $(jq -c 'if type == "object" then (.error // keys) else . end' "$work/body" 2>/dev/null || echo 'no JSON')" >&2
    exit 1
  fi
}
# send CURL_ARGUMENTS…: keeps status, headers and body
send() { curl -sS -o "$work/body" -D "$work/head" -w '%{http_code}' "$@" >"$work/status"; }
header() { tr -d '\r' <"$work/head" | sed -n "s/^$1: //Ip"; }
# limits NAME REMAINING: the three headers are there
limits() {
  step=$((step + 1))
  local reset
  reset=$(header X-RateLimit-Reset)
  if [ "$(header X-RateLimit-Limit)" = 100 ] && [ "$(header X-RateLimit-Remaining)" = "$2" ] \
    && [ "$reset" -ge "$(date +%s)" ] && [ "$reset" -le "$(($(date +%s) + 61))" ]; then
    echo "ok $step - $1"
  else
    echo "not ok $step - $1: $(tr '\r\n' '  ' <"$work/head")" >&2
    exit 1
  fi
}

send "$base/v1/projects" \
  -H "Authorization: Bearer $admin"
ok "the example request has the document's expected response" 200 '. == {"success": true, "data": {"projects": [], "total": 0}}'
limits "with the rate limit headers" 99

send -X POST "$base/v1/auth/login" -H "Content-Type: application/json" \
  -d '{"email": "'"$email"'", "password": "'"$password"'"}'
ok "the administrator signs in" 200 '.success and (.data.access_token | startswith("eyJ")) and (.data.refresh_token | length > 20)'
token=$(jq -r .data.access_token "$work/body")
send "$base/v1/projects" -H "Authorization: Bearer $token"
ok "and sees the projects too" 200 '.data.total == 0'

create() { # NAME ENVIRONMENT PERMISSIONS
  send -X POST "$base/v1/api-keys" -H "Authorization: Bearer $admin" -H "Content-Type: application/json" \
    -d '{"name": "'"$1"'", "environment": "'"$2"'", "permissions": '"$3"'}'
}
create "Production" live '["audience:read"]'
ok "a key is created with a name and the permissions it needs" 201 '.data.permissions == ["audience:read"] and (.data.key | test("^mgma_sk_live_[0-9A-Za-z]{49}$"))'
key=$(jq -r .data.key "$work/body")
id=$(jq -r .data.id "$work/body")
create "Development" test '["audience:read"]'
ok "test keys start with mgma_sk_test_" 201 '.data.key | startswith("mgma_sk_test_")'
test_key=$(jq -r .data.key "$work/body")

send "$base/v1/api-keys" -H "Authorization: Bearer $admin"
ok "the list shows name, ID and its first 8 characters, permissions, creation and last used date, and no value" 200 \
  '[.data.keys[] | select(.id == "'"$id"'")][0] | .name == "Production" and .shortId == .id[:8] and .permissions == ["audience:read"] and (.createdAt | test("Z$")) and .lastUsedAt == null and (has("key") | not)'

# permission, method, path, body, status with it; everything else is 403 without it
while read -r permission method path status body; do
  create "only $permission" live "[\"$permission\"]"
  one=$(jq -r .data.key "$work/body")
  create "all but $permission" live "$(jq -c --arg one "$permission" '. - [$one]' \
    <<<'["audience:read","audience:write","email:read","email:send","template:read","webhook:read","webhook:write"]')"
  rest=$(jq -r .data.key "$work/body")
  send -X "$method" "$base$path" -H "Authorization: Bearer $one" ${body:+-H "Content-Type: application/json" -d "$body"}
  ok "$permission opens $method $path" "$status" 'has("success")'
  send -X "$method" "$base$path" -H "Authorization: Bearer $rest" ${body:+-H "Content-Type: application/json" -d "$body"}
  ok "and nothing else does: 403 Forbidden as the document has it" 403 '. == {"success": false, "error": "Insufficient permissions"}'
done <<'EOF'
audience:read GET /v1/subscribers 200
audience:write POST /v1/subscribers 201 {"email": "reader@example.com"}
email:read GET /v1/emails 200
email:send POST /v1/emails 404 {"to": "reader@example.com", "templateId": "none"}
template:read GET /v1/templates 200
webhook:read GET /v1/webhooks 200
webhook:write POST /v1/webhooks 201 {"url": "https://example.com/hook"}
EOF

unauthorized='. == {"success": false, "error": "Invalid or missing API key"}'
send "$base/v1/projects"
ok "401: no Authorization header" 401 "$unauthorized"
send "$base/v1/projects" -H "Authorization: $key"
ok "401: wrong format" 401 "$unauthorized"
send "$base/v1/projects" -H "Authorization: Bearer mgma_sk_live_1234567890abcdef"
ok "401: no such key" 401 "$unauthorized"
send "$base/v1/projects" -H "Authorization: Bearer $test_key" -H "X-Migma-Environment: live"
ok "401: a test key in the production environment" 401 "$unauthorized"
limits "with the rate limit headers" 99
send "$base/v1/projects" -H "Authorization: Bearer $test_key" -H "X-Migma-Environment: test"
ok "which is good in its own" 200 '.success'

send -X PATCH "$base/v1/api-keys/$id" -H "Authorization: Bearer $admin" -H "Content-Type: application/json" \
  -d '{"permissions": ["audience:read", "webhook:read"]}'
ok "the permissions of an existing key are updated" 200 '.data.permissions == ["audience:read", "webhook:read"]'
send "$base/v1/webhooks" -H "Authorization: Bearer $key"
ok "which solves the 403" 200 '.data.total >= 1'
send "$base/v1/api-keys/$id/usage?bucket=hour" -H "Authorization: Bearer $admin"
ok "the key has usage statistics" 200 '[.data.usage[].ok] | add >= 1'

# one more than the plan allows in a minute
create "Busy" live '["email:read"]'
busy=$(jq -r .data.key "$work/body")
curl -sS -o /dev/null "$base/v1/projects?n=[1-100]" -H "Authorization: Bearer $busy" 2>/dev/null
send "$base/v1/projects" -H "Authorization: Bearer $busy"
ok "429 Too Many Requests as the document has it" 429 '(keys == ["error", "retryAfter", "success"]) and .success == false and .error == "Rate limit exceeded" and (.retryAfter | . >= 1 and . <= 60)'
limits "with the rate limit headers" 0
[ "$(header Retry-After)" = "$(jq .retryAfter "$work/body")" ] || { echo "not ok - Retry-After is not retryAfter" >&2; exit 1; }

send -X DELETE "$base/v1/api-keys/$id" -H "Authorization: Bearer $admin"
ok "the key is revoked" 200 '.success'
send "$base/v1/projects" -H "Authorization: Bearer $key"
ok "and invalid immediately" 401 "$unauthorized"
echo "1..$step"
