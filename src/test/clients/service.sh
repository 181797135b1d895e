# To be sourced: the service in the background, built by Maven, with an empty database of its own.

# start_service WORK ARGUMENTS… — sets $service to its address once it is ready.
start_service() {
  local work=$1 port
  shift
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  service="http://localhost:$port"
  setsid mvn -B -ntp -q spring-boot:run -Dmaven.test.skip=true "-Dspring-boot.run.arguments=--server.port=$port --spring.datasource.url=jdbc:h2:mem:clients;DB_CLOSE_DELAY=-1 --rollover.sample.enabled=false $*" \
    > "$work/service.log" 2>&1 &
  service_process=$!
  for ((second = 0; second < 240; second++)); do
    if curl -sf -o /dev/null "$service/actuator/health/readiness"; then
      return
    fi
    kill -0 "$service_process" 2> /dev/null || break
    sleep 1
  done
  cat "$work/service.log" >&2
  echo "The service did not start." >&2
  return 1
}

# Ends Maven and the service that it started: they are a process group of their own.
stop_service() {
  if [ -n "${service_process:-}" ]; then
    kill -- "-$service_process" 2> /dev/null || true
    wait "$service_process" 2> /dev/null || true
    service_process=
  fi
}
