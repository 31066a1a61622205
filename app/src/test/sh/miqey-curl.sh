#!/bin/bash
# Goes through what Miqey's document describes, with its own command, against a running authority: generate a token, use
# it, see it in the list, revoke it.
#
# usage: miqey-curl.sh BASE_URL EMAIL PASSWORD API_KEY APPLICATION_ID
# needs curl and jq; exits 0 only if every answer is right
set -euo pipefail
[ $# -eq 5 ] || { echo "usage: $0 BASE_URL EMAIL PASSWORD API_KEY APPLICATION_ID" >&2; exit 2; }
base=$1 email=$2 password=$3 admin=$4 application=$5
tokens=$base/app/$application/account-management/api-tokens

step=0
# ok NAME JSON JQ_TEST: the answer passes the test, else the script ends
ok() {
  step=$((step + 1))
  if jq -e "$3" >/dev/null 2>&1 <<<"$2"; then
    echo "ok $step - $1"
  else
    echo "not ok $step - $1: $(jq -c 'if type == "object" then del(.token, .access_token, .refresh_token) else . end' <<<"$2" 2>/dev/null || echo 'no JSON')" >&2
    exit 1
  fi
}

login=$(curl -sS -X POST "$base/api/session/login" -H "Content-Type: application/json" \
  -d '{"email": "'"$email"'", "password": "'"$password"'"}')
ok "signing in gives an access token" "$login" '.access_token | startswith("eyJ")'
session=$(jq -r .access_token <<<"$login")

created=$(curl -sS -X POST "$tokens" -H "Authorization: Bearer $session" -H "Content-Type: application/json" \
  -d '{"name": "API Testing"}')
ok "a token is generated and shown once" "$created" '.name == "API Testing" and (.token | test("^mq_[0-9A-Za-z]{49}$")) and .last_used_at == null'
token=$(jq -r .token <<<"$created")
id=$(jq -r .id <<<"$created")

used=$(curl -sS -H "Authorization: Bearer $token" \
     -H "Content-Type: application/json" \
     "$base/api")
ok "it opens the API" "$used" '.application_id == "'"$application"'" and .status == "ok"'

listed=$(curl -sS "$tokens?limit=100" -H "Authorization: Bearer $admin")
ok "it is listed with its name, creation date and last used date, and nothing else" "$listed" '.tokens[] | select(.id == "'"$id"'") | keys == ["created_at", "id", "last_used_at", "name"] and .last_used_at != null'
ok "its use is counted" "$(curl -sS "$tokens/$id/usage" -H "Authorization: Bearer $admin")" '[.statistics[].requests] | add >= 1'
ok "it cannot manage tokens" "$(curl -sS "$tokens" -H "Authorization: Bearer $token")" '.error == "forbidden"'
status=$(curl -sS -o /dev/null -w '%{http_code}' "$base/app/app_another/account-management/api-tokens" -H "Authorization: Bearer $admin")
ok "another application is not found" "$status" '. == 404'

status=$(curl -sS -o /dev/null -w '%{http_code}' -X DELETE "$tokens/$id" -H "Authorization: Bearer $admin")
ok "it is revoked" "$status" '. == 204'
dead=$(curl -sS -H "Authorization: Bearer $token" "$base/api")
ok "and invalid immediately" "$dead" '.error == "token_revoked"'
ok "and not listed any more" "$(curl -sS "$tokens?limit=100" -H "Authorization: Bearer $admin")" '[.tokens[].id] | index("'"$id"'") == null'
echo "1..$step"
