#!/bin/bash
# Goes through what MigrateClouds' document describes, with its own command, against a running authority: a key with each
# of the four permissions, the files, the four errors of its table, editing, rotating and revoking.
#
# usage: migrateclouds-curl.sh BASE_URL EMAIL PASSWORD API_KEY      needs curl and jq; exits 0 only if every answer is right
set -euo pipefail
[ $# -eq 4 ] || { echo "usage: $0 BASE_URL EMAIL PASSWORD API_KEY" >&2; exit 2; }
base=$1 email=$2 password=$3 admin=$4

step=0
# ok NAME JSON JQ_TEST: the answer passes the test, else the script ends
ok() {
  step=$((step + 1))
  if jq -e "$3" >/dev/null 2>&1 <<<"$2"; then
    echo "ok $step - $1"
  else
    echo "not ok $step - $1: $(jq -c 'if type == "object" then del(.api_key, .access_token, .refresh_token) else . end' <<<"$2" 2>/dev/null || echo 'no JSON')" >&2
    exit 1
  fi
}
# row STATUS ERROR CAUSE SOLUTION: the test for a row of the troubleshooting table
row() {
  echo ".status == $1 and .error == \"$2\" and .cause == \"$3\" and .solution == \"$4\" and (.message | length > 10)"
}
call() {
  curl -sS -X "$1" "$base$2" -H "Authorization: Bearer $3" -H "Content-Type: application/json" ${4:+-d "$4"}
}

files=$(curl -sS -X GET \
  "$base/v1/files" \
  -H "Authorization: Bearer $admin" \
  -H "Content-Type: application/json")
ok "the key opens the files" "$files" '.files | type == "array"'

for permission in read_only read_write admin; do
  created=$(call POST /v1/api-keys "$admin" '{"name": "Walk '$permission'", "permission": "'$permission'"}')
  ok "a key with the permission $permission" "$created" '.permission == "'$permission'" and (.api_key | test("^mc_live_[0-9A-Za-z]{49}$"))'
  declare "key_$permission=$(jq -r .api_key <<<"$created")" "id_$permission=$(jq -r .id <<<"$created")"
done
created=$(call POST /v1/api-keys "$admin" '{"name": "Walk custom", "permission": "custom", "operations": ["migrations:read"], "expires_in": "90d"}')
ok "a custom key with one operation" "$created" '.permission == "custom" and .operations == ["migrations:read"] and .expires_at != null'
key_custom=$(jq -r .api_key <<<"$created") id_custom=$(jq -r .id <<<"$created")

ok "read-only retrieves data" "$(call GET /v1/files "$key_read_only")" '.files | type == "array"'
ok "and cannot make changes" "$(call POST /v1/files "$key_read_only" '{"name": "a.pdf"}')" '.status == 403 and .operation == "files:write"'
file=$(call POST /v1/files "$key_read_write" '{"name": "a.pdf"}')
ok "read-write makes changes" "$file" '.name == "a.pdf"'
ok "and does not manage the account" "$(call GET /v1/api-keys "$key_read_write")" '.status == 403 and .operation == "account:manage"'
ok "admin manages the account" "$(call GET /v1/account "$key_admin")" '.plan != null'
ok "and its keys" "$(call GET /v1/api-keys "$key_admin")" '(.api_keys | length >= 5) and (.pagination | has("has_more"))'
ok "custom does its operation" "$(call GET /v1/migrations "$key_custom")" '.migrations | type == "array"'

ok "401 with cause and solution" "$(call GET /v1/files mc_live_nonsense)" "$(row 401 Unauthorized 'Invalid or expired credentials' 'Check your API key or refresh your access token')"
ok "403 with cause and solution" "$(call GET /v1/files "$key_custom")" "$(row 403 Forbidden 'Insufficient permissions' 'Request additional permissions or use a different API key')"
ok "400 with cause and solution" "$(call GET '/v1/files?limit=none' "$admin")" "$(row 400 'Bad Request' 'Invalid request parameters' "Check the error message for details on what's wrong")"

edited=$(call PATCH "/v1/api-keys/$id_custom" "$admin" '{"name": "Walk edited", "permission": "read_only", "expires_in": null}')
ok "a key is edited" "$edited" '.name == "Walk edited" and .permission == "read_only" and .expires_at == null'
ok "and may do more at once" "$(call GET /v1/files "$key_custom")" '.files | type == "array"'
viewed=$(call GET "/v1/api-keys/$id_custom" "$admin")
ok "viewed without its value" "$viewed" '(has("api_key") | not) and .last_used_at != null'
ok "its usage is counted" "$(call GET "/v1/api-keys/$id_custom/usage" "$admin")" '[.usage[].requests] | add >= 3'

login=$(curl -sS -X POST "$base/v1/auth/login" -H "Content-Type: application/json" \
  -d '{"email": "'"$email"'", "password": "'"$password"'"}')
ok "signing in gives an access token" "$login" '(.access_token | startswith("eyJ")) and (.refresh_token | length > 20)'
refreshed=$(curl -sS -X POST "$base/v1/auth/refresh" -H "Content-Type: application/json" \
  -d '{"refresh_token": "'"$(jq -r .refresh_token <<<"$login")"'"}')
ok "which is refreshed" "$refreshed" '.access_token | startswith("eyJ")'

headers=$(curl -sS -o /dev/null -D - "$base/v1/files" -H "Authorization: Bearer $admin" | tr -d '\r' |
  sed -n 's/^[Rr]ate[Ll]imit-\([A-Za-z]*\): \([0-9]*\)$/{"\L\1\E": \2}/p' | jq -sc add)
ok "answers tell the limit, what is left and the seconds to go" "$headers" '.remaining < .limit and .reset >= 0 and .reset <= 60'
wait=
for _ in $(seq 700); do
  status=$(curl -sS -o /dev/null -w '%{http_code}' "$base/v1/files" -H "Authorization: Bearer $key_read_only")
  [ "$status" = 429 ] || continue
  wait=$(curl -sS -o /dev/null -D - "$base/v1/files" -H "Authorization: Bearer $key_read_only" | tr -d '\r' | sed -n 's/^[Rr]etry-[Aa]fter: //p')
  break
done
ok "429 with cause and solution" "$(call GET /v1/files "$key_read_only")" "$(row 429 'Too Many Requests' 'Rate limit exceeded' 'Implement backoff strategy and reduce request frequency')"
ok "and how long to wait" "${wait:-null}" '. >= 1 and . <= 60'

for permission in read_only read_write admin custom; do
  id=id_$permission key=key_$permission
  status=$(curl -sS -o /dev/null -w '%{http_code}' -X DELETE "$base/v1/api-keys/${!id}" -H "Authorization: Bearer $(jq -r .access_token <<<"$refreshed")")
  ok "the $permission key is revoked" "$status" '. == 204'
done
ok "and is refused by the very next request" "$(call GET /v1/files "$key_read_write")" '.status == 401 and .code == "revoked_api_key"'
call DELETE "/v1/files/$(jq -r .id <<<"$file")" "$(jq -r .access_token <<<"$refreshed")"
echo "1..$step"
