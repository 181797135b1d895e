curl -fsS "$SERVICE/actuator/health/readiness"; echo
id=$(curl -fsS -D - -o /dev/null -H 'Content-Type: application/json' -d "$REQUEST" "$SERVICE/v1/generations" \
  | tr -d '\r' | sed -n 's|^[Ll]ocation: .*/||p')
generation=$SERVICE/v1/generations/$id
# The stream ends when the generation does.
curl -fsS --max-time "$TIMEOUT" "$generation/events" | grep '^data: ' | tail -n 1 | grep '"status":"succeeded"'
test "$(curl -fsS -o /dev/null -w '%{content_type}' "$generation/images/0")" = image/png
curl -fsS -X DELETE "$generation"
echo "generation $id succeeded, and is forgotten"
