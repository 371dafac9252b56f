# Functions of the `run` scripts: install and start a server, generate a client from its document, and run a program with it.
#
# Everything is below target/servers/<name>, which git ignores; a running server has a folder that is removed at the end.
# Sourced with the name of the server as the only argument.
set -euo pipefail
name=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
home=$root/target/servers/$name
scratch=$(mktemp -d)
pids=()
mkdir -p "$home"

finish() {
  local status=$?
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$scratch"
  exit "$status"
}
trap finish EXIT

# A port that is free now.
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Installs packages of PyPI into $home/python, once for each list of them.
python() {
  [ "$(cat "$home/python/installed" 2>/dev/null)" = "$*" ] && return
  rm -rf "$home/python"
  python3 -m venv "$home/python"
  "$home/python/bin/pip" install --quiet --disable-pip-version-check "$@"
  echo "$*" >"$home/python/installed"
}

# Installs packages of npm into $home/node, once for each list of them.
node() {
  [ "$(cat "$home/node/installed" 2>/dev/null)" = "$*" ] && return
  rm -rf "$home/node"
  npm install --prefix "$home/node" --no-save --no-audit --no-fund --no-update-notifier --loglevel error "$@"
  echo "$*" >"$home/node/installed"
}

# Installs packages of Debian, if a program of theirs is missing. Needs root.
debian() {
  local program=$1
  shift
  [ -x "$program" ] && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# Starts a program that runs until the end.
start() {
  (cd "$scratch" && HOME=$scratch exec "$@") >"$scratch/log" 2>&1 </dev/null &
  pids+=($!)
}

# Waits until a URL responds, with further options of curl.
ready() {
  local tries
  for tries in $(seq 300); do
    curl --silent --fail --output /dev/null --max-time 5 "$@" && return
    kill -0 "${pids[-1]}" 2>/dev/null || break
    sleep 0.2
  done
  echo "$name does not start:" >&2
  tail -n 30 "$scratch/log" >&2
  return 1
}

# Generates a client from a document, and runs main.rs of the server with it and with these arguments.
life() {
  local document=$1 config=()
  shift
  [ -e "tests/servers/$name/api.toml" ] && config=(--config "tests/servers/$name/api.toml")
  cargo run --quiet --package specwright -- generate "$document" --out "$home/client" --crate-name "$name-client" \
    --runtime-path runtime "${config[@]}" 2>"$scratch/diagnostics" || { cat "$scratch/diagnostics" >&2; return 1; }
  mkdir -p "$home/life"
  cat >"$home/life/Cargo.toml" <<MANIFEST
[package]
name = "$name-life"
edition = "2024"
[[bin]]
name = "$name-life"
path = "$root/tests/servers/$name/main.rs"
[dependencies]
client = { package = "$name-client", path = "../client" }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
[workspace]
MANIFEST
  # The versions that the project is tested with.
  cp Cargo.lock "$home/life/Cargo.lock"
  CARGO_TARGET_DIR=$root/target/servers/build cargo run --quiet --manifest-path "$home/life/Cargo.toml" -- "$@"
}
