#!/usr/bin/env bash
# What the GitHub Action does once socaudit is installed: lint, annotate, sum up, and fail as the linter does.
# It reads INPUT_PATHS (one a line), INPUT_CONFIG, INPUT_FAIL_ON, INPUT_SARIF, INPUT_ARGS (one a line), and what GitHub sets.
set -euo pipefail

mapfile -t paths < <(printf '%s\n' "$INPUT_PATHS" | sed '/^[[:space:]]*$/d')
mapfile -t options < <(printf '%s\n' "${INPUT_ARGS:-}" | sed '/^[[:space:]]*$/d')
[[ -z "${INPUT_CONFIG:-}" ]] || options+=(--config "$INPUT_CONFIG")
[[ -z "${INPUT_FAIL_ON:-}" ]] || options+=(--fail-on "$INPUT_FAIL_ON")
[[ -z "${INPUT_SARIF:-}" ]] || options+=(--output "sarif=$INPUT_SARIF")

reports=$(mktemp -d "$RUNNER_TEMP/reports.XXXXXX")
status=0
socaudit lint "${options[@]}" --output "terminal=$reports/terminal" --output "github=$reports/github" \
  --output "markdown=$reports/markdown" -- "${paths[@]}" || status=$?

if [[ -f "$reports/terminal" ]]; then
  # What templates say must not be taken for commands by the runner.
  token=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
  printf '::stop-commands::%s\n' "$token"
  cat "$reports/terminal"
  printf '::%s::\n' "$token"
  cat "$reports/github"
  cat "$reports/markdown" >> "$GITHUB_STEP_SUMMARY"
fi
[[ ! -f "${INPUT_SARIF:-}" ]] || printf 'sarif=%s\n' "$INPUT_SARIF" >> "$GITHUB_OUTPUT"
exit "$status"
